package texttovideo.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import texttovideo.video.Clip;
import texttovideo.video.GifWriter;

/** Files of the page are read by Java's own reader, and hold what Java's own writer writes. */
class GifFileTest {
  /** Few values make long strings, many fill the table of strings more than once. */
  @ParameterizedTest
  @CsvSource({"1, 300", "2, 257", "16, 256", "256, 256", "256, 300"})
  void holdsTheSameFramesAsTheFileOfTheCommandLine(int values, int size) throws Exception {
    Clip clip = new Clip(List.of(noise(1, values, size), noise(2, values, size), noise(3, values, size)), size, size, 7);
    ImageReader expected = reader(GifWriter.bytes(clip));
    ImageReader found = reader(GifFile.bytes(clip));
    assertEquals(expected.getNumImages(true), found.getNumImages(true));
    for (int f = 0; f < 3; f++) {
      assertArrayEquals(expected.read(f).getRGB(0, 0, size, size, null, 0, size),
          found.read(f).getRGB(0, 0, size, size, null, 0, size), "frame " + f);
    }
  }

  private static byte[] noise(long seed, int values, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] frame = new byte[size * size * 3];
    for (int i = 0; i < frame.length; i += 3) {
      frame[i] = (byte) random.nextInt(values);
    }
    return frame;
  }

  private static ImageReader reader(byte[] file) throws Exception {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
    return reader;
  }
}
