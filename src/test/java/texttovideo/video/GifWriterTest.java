package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import texttovideo.text.Colour;

class GifWriterTest {
  @ParameterizedTest
  @EnumSource
  void trueClipsAreExactInEveryColour(Colour colour) throws Exception {
    Clip clip = Mp4WriterTest.trueClip("a large " + colour.word() + " square rotating clockwise");
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

  @Test
  void aFrameOfMoreColoursStaysNear() throws Exception {
    byte[] noise = new byte[64 * 64 * 3];
    new SplittableRandom(1).nextBytes(noise);
    BufferedImage read = reader(GifWriter.bytes(new Clip(List.of(noise), 64, 64, 10))).read(0);
    double error = 0;
    for (int i = 0; i < 64 * 64; i++) {
      int rgb = read.getRGB(i % 64 * 4, i / 64 * 4);
      error += Math.abs((rgb >> 16 & 0xff) - (noise[i * 3] & 0xff)) / 4096.0;
    }
    assertTrue(error < 25, "mean error of red: " + error);
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
  }

  private static Clip grey(int shades, int fps, int frames) {
    byte[] frame = new byte[16 * 16 * 3];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) (i / 3 % shades);
    }
    return new Clip(java.util.Collections.nCopies(frames, frame), 16, 16, fps);
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
