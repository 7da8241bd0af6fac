package texttovideo.scene;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Real handwriting: 5,000 pictures of digits from MNIST, 500 of each digit. What they are and where they come from is told in
 * {@code digits.md} beside their file.
 */
public final class DigitPictures {
  /** {@code H} and {@code W} of a picture. */
  public static final int SIDE = 28;
  /** Pictures of each digit. */
  public static final int OF_A_DIGIT = 500;
  /** Of them, the first so many are for training, the others are held out. */
  public static final int FOR_TRAINING = 400;
  /** How many digits there are. */
  public static final int DIGITS = 10;

  private static final String FILE = "/texttovideo/digits.png";
  private static final int ACROSS = 100;

  private DigitPictures() {
  }

  /** The file is read once, when the first picture is wanted. */
  private static final class Sheet {
    private static final byte[] SHADES = read();

    private static byte[] read() {
      try (InputStream in = DigitPictures.class.getResourceAsStream(FILE)) {
        BufferedImage image = in == null ? null : ImageIO.read(new MemoryCacheImageInputStream(in));
        if (image == null || image.getType() != BufferedImage.TYPE_BYTE_GRAY || image.getWidth() != ACROSS * SIDE
            || image.getHeight() != DIGITS * OF_A_DIGIT / ACROSS * SIDE) {
          throw new IllegalStateException("the jar holds no pictures of digits at " + FILE);
        }
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  /**
   * A picture of a digit.
   *
   * @param digit  0 to 9
   * @param number 0 to 499
   * @return its ink, {@code [28, 28]} in [0, 1], 0 for paper
   */
  public static float[] ink(int digit, int number) {
    if (digit < 0 || digit >= DIGITS || number < 0 || number >= OF_A_DIGIT) {
      throw new IllegalArgumentException("there are pictures 0 to " + (OF_A_DIGIT - 1) + " of the digits 0 to 9, not picture "
          + number + " of " + digit);
    }
    int picture = digit * OF_A_DIGIT + number;
    float[] ink = new float[SIDE * SIDE];
    for (int i = 0; i < ink.length; i++) {
      int row = picture / ACROSS * SIDE + i / SIDE;
      int column = picture % ACROSS * SIDE + i % SIDE;
      ink[i] = 1 - (Sheet.SHADES[row * ACROSS * SIDE + column] & 0xff) / 255f;
    }
    return ink;
  }
}
