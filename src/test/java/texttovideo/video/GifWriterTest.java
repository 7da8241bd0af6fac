package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import texttovideo.text.Colour;

class GifWriterTest {
  @ParameterizedTest
  @EnumSource
  void realClipsAreExactInEveryColour(Colour colour) throws Exception {
    Clip clip = Mp4WriterTest.realClip("a large " + colour.word() + " square rotating clockwise");
    ImageReader reader = reader(GifWriter.bytes(clip));
    assertEquals(clip.length(), reader.getNumImages(true));
    for (int f = 0; f < clip.length(); f++) {
      assertSamePixels(clip.enlarged(4), f, reader.read(f));
    }
  }

  @Test
  void aFrameOfExactly256ColoursIsExact() throws Exception {
    Clip clip = grey(256, 10, 1);
    assertSamePixels(clip.enlarged(16), 0, reader(GifWriter.bytes(clip)).read(0));
  }

  /** Frames of a network hold many shades between two colours: one that fades from red to white must not show steps. */
  @Test
  void aFrameOfMoreColoursStaysNear() throws Exception {
    byte[] noise = new byte[64 * 64 * 3];
    new SplittableRandom(1).nextBytes(noise);
    byte[] fading = new byte[64 * 64 * 3];
    for (int i = 0; i < 64 * 64; i++) {
      fading[3 * i] = (byte) 255;
      fading[3 * i + 1] = (byte) (i / 16);
      fading[3 * i + 2] = (byte) (i / 16 * 7 / 8 + i % 3);
    }
    assertTrue(worst(noise) < 70, "noise is off by " + worst(noise));
    assertTrue(worst(fading) <= 2, "a fading frame is off by " + worst(fading));
  }

  /** The largest error of any channel; the mean of its worst percent, for noise has lonely colours. */
  private static double worst(byte[] frame) throws Exception {
    BufferedImage read = reader(GifWriter.bytes(new Clip(List.of(frame), 64, 64, 10))).read(0);
    int[] errors = new int[frame.length];
    for (int i = 0; i < errors.length; i++) {
      int rgb = read.getRGB(i / 3 % 64 * 4, i / 3 / 64 * 4);
      errors[i] = Math.abs(((rgb >> (16 - 8 * (i % 3))) & 0xff) - (frame[i] & 0xff));
    }
    Arrays.sort(errors);
    return Arrays.stream(errors).skip(errors.length * 99L / 100).average().orElseThrow();
  }

  @Test
  void aColourThatFillsAPictureStaysExactAmongManyOthers() {
    BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 300 * 300; i++) {
      image.setRGB(i % 300, i / 300, i % 300 < 200 ? 0xffffff : i / 300 < 100 ? 0x0072b2 : i * 37);
    }
    BufferedImage indexed = IndexedImage.of(image);
    assertEquals(0xffffffff, indexed.getRGB(0, 0));
    assertEquals(0xff0072b2, indexed.getRGB(250, 50));
  }

  @Test
  void itRepeatsForEver() {
    byte[] gif = GifWriter.bytes(grey(4, 10, 2));
    String text = new String(gif, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("NETSCAPE2.0");
    assertTrue(at > 0);
    assertEquals(0, text.charAt(at + 13) + 256 * text.charAt(at + 14));
  }

  @Test
  void delaysAddUpToTheClipsDuration() throws Exception {
    assertEquals(List.of(10, 10, 10), delays(GifWriter.bytes(grey(4, 10, 3))));
    assertEquals(List.of(3, 4, 3, 3, 4, 3), delays(GifWriter.bytes(grey(4, 30, 6))));
    assertEquals(List.of(2, 2, 2, 2), delays(GifWriter.bytes(grey(4, 50, 4))));
  }

  /** Browsers show a frame with a delay of 0 or 1 for ten times as long. */
  @ParameterizedTest
  @CsvSource({"60, 60", "60, 7", "120, 60", "51, 51", "1000, 10", "1000, 1", "120, 2"})
  void aboveFiftyFramesASecondTheLengthHoldsAndNoDelayIsBelowTwo(int fps, int frames) throws Exception {
    List<Integer> delays = delays(GifWriter.bytes(grey(4, fps, frames)));
    assertTrue(delays.stream().allMatch(delay -> delay >= 2), delays.toString());
    double length = 100.0 * frames / fps;
    assertEquals(Math.max(2, length), delays.stream().mapToInt(delay -> delay).sum(), 0.5);
    assertEquals(Math.max(1, (int) Math.min(frames, length / 2)), delays.size(), "no frame is dropped that could be shown");
  }

  @Test
  void theFramesThatStayAreInOrderFromTheFirstToTheLast() throws Exception {
    List<byte[]> frames = IntStream.range(0, 60).mapToObj(f -> {
      byte[] frame = new byte[16 * 16 * 3];
      Arrays.fill(frame, (byte) f);
      return frame;
    }).toList();
    ImageReader reader = reader(GifWriter.bytes(new Clip(frames, 16, 16, 120)));
    int[] shown = new int[reader.getNumImages(true)];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = reader.read(i).getRGB(0, 0) & 0xff;
    }
    assertEquals(25, shown.length);
    assertEquals(0, shown[0]);
    assertEquals(59, shown[24]);
    assertTrue(IntStream.range(1, 25).allMatch(i -> shown[i] - shown[i - 1] >= 2 && shown[i] - shown[i - 1] <= 3),
        Arrays.toString(shown));
  }

  private static Clip grey(int shades, int fps, int frames) {
    byte[] frame = new byte[16 * 16 * 3];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) (i / 3 % shades);
    }
    return new Clip(Collections.nCopies(frames, frame), 16, 16, fps);
  }

  private static List<Integer> delays(byte[] gif) throws Exception {
    ImageReader reader = reader(gif);
    List<Integer> delays = new ArrayList<>();
    for (int f = 0; f < reader.getNumImages(true); f++) {
      IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(f).getAsTree("javax_imageio_gif_image_1.0");
      IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
      delays.add(Integer.parseInt(control.getAttribute("delayTime")));
    }
    return delays;
  }

  private static ImageReader reader(byte[] gif) throws Exception {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    return reader;
  }

  private static void assertSamePixels(Clip clip, int frame, BufferedImage read) {
    BufferedImage image = clip.image(frame);
    for (int y = 0; y < clip.height(); y++) {
      for (int x = 0; x < clip.width(); x++) {
        assertEquals(image.getRGB(x, y), read.getRGB(x, y), "frame " + frame + ", row " + y + ", column " + x);
      }
    }
  }
}
