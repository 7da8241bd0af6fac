package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Colour;
import texttovideo.text.Prompt;

class Mp4WriterTest {
  @ParameterizedTest
  @EnumSource
  void realClipsInEveryColourReadBackAtFortyDecibelsOrMore(Colour colour) throws Exception {
    for (String rest : List.of("square moving up-left", "triangle rotating clockwise", "circle expanding")) {
      Clip clip = realClip("a large " + colour.word() + " " + rest);
      Clip decoded = decode(Mp4Writer.bytes(clip), clip.height() * 4, clip.width() * 4);
      double psnr = psnr(clip.enlarged(4), decoded);
      assertTrue(psnr >= 40, colour + " " + rest + ": " + psnr + " dB");
    }
  }

  @Test
  void framesComeBackInTheirOrder() throws Exception {
    Clip clip = realClip("a small red circle moving right");
    Clip decoded = decode(Mp4Writer.bytes(clip), 256, 256);
    assertEquals(clip.length(), decoded.length());
    for (int f = 0; f < clip.length(); f++) {
      int frame = f;
      int nearest = Collections.min(indices(clip.length()), Comparator.comparingDouble(
          other -> squaredError(clip.enlarged(4).frames().get(other), decoded.frames().get(frame))));
      assertEquals(f, nearest);
    }
  }

  @Test
  void moreFramesThanOneKeyIntervalAreAllWritten() throws Exception {
    Scene scene = Scene.of(Prompt.parse("a small red circle moving right"), new SplittableRandom(1));
    Clip clip = Renderer.clip(scene, 60, 16, 25);
    assertEquals(60, decode(Mp4Writer.bytes(clip), 256, 256).length());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 63, 65, 257})
  void oddSizesAreWritten(int size) throws Exception {
    Clip clip = new Clip(List.of(new byte[size * (size + 2) * 3]), size, size + 2, 10);
    int factor = Mp4Writer.enlargement(clip);
    Clip decoded = decode(Mp4Writer.bytes(clip), size * factor, (size + 2) * factor);
    assertTrue(psnr(clip.enlarged(factor), decoded) >= 38);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 256})
  void noiseIsWritten(int size) throws Exception {
    byte[] noise = new byte[size * size * 3];
    new SplittableRandom(size).nextBytes(noise);
    Clip clip = new Clip(List.of(noise, noise, noise), size, size, 10);
    assertEquals(3, decode(Mp4Writer.bytes(clip), 256, 256).length());
  }

  static Clip realClip(String sentence) {
    return Renderer.clip(Scene.of(Prompt.parse(sentence), new SplittableRandom(7)));
  }

  private static List<Integer> indices(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static double squaredError(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow((a[i] & 0xff) - (b[i] & 0xff), 2);
    }
    return sum;
  }

  private static double psnr(Clip a, Clip b) {
    assertEquals(a.length(), b.length());
    double sum = 0;
    for (int f = 0; f < a.length(); f++) {
      sum += squaredError(a.frames().get(f), b.frames().get(f));
    }
    return 10 * Math.log10(255 * 255 / (sum / (a.length() * a.frames().get(0).length)));
  }

  /** Decodes with JCodec, and turns BT.601 limited range into RGB as a player does. */
  private static Clip decode(byte[] mp4, int height, int width) throws Exception {
    FrameGrab grab = FrameGrab.createFrameGrab(
        ByteBufferSeekableByteChannel.readFromByteBuffer(ByteBuffer.wrap(mp4)));
    List<byte[]> frames = new ArrayList<>();
    for (Picture picture = grab.getNativeFrame(); picture != null; picture = grab.getNativeFrame()) {
      frames.add(rgb(picture, height, width));
    }
    assertNull(grab.getNativeFrame());
    return new Clip(frames, height, width, 10);
  }

  private static byte[] rgb(Picture picture, int height, int width) {
    byte[] rgb = new byte[height * width * 3];
    int wide = picture.getWidth();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int block = y / 2 * (wide / 2) + x / 2;
        double luma = (picture.getPlaneData(0)[y * wide + x] + 112) * 255 / 219.0;
        double blueness = picture.getPlaneData(1)[block] * 255 / 224.0;
        double redness = picture.getPlaneData(2)[block] * 255 / 224.0;
        int at = (y * width + x) * 3;
        rgb[at] = clamped(luma + 1.402 * redness);
        rgb[at + 1] = clamped(luma - 0.344136 * blueness - 0.714136 * redness);
        rgb[at + 2] = clamped(luma + 1.772 * blueness);
      }
    }
    return rgb;
  }

  private static byte clamped(double value) {
    return (byte) Math.round(Math.min(255, Math.max(0, value)));
  }
}
