package texttovideo.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigitPicturesTest {
  private static final String PIXELS = "22ecc62a4ed46ccd26d348962a3cdfe13b2ce9240493ee4d7b1667a7f6e2df1f";
  private static final int ACROSS = 100;         // pictures side by side in the file

  @Test
  void pixelsAreThoseOfTheDatasheet() throws IOException, NoSuchAlgorithmException {
    int side = DigitPictures.SIDE;
    int width = ACROSS * side;
    byte[] shades = new byte[DigitPictures.DIGITS * DigitPictures.OF_A_DIGIT * side * side];
    for (int picture = 0; picture < DigitPictures.DIGITS * DigitPictures.OF_A_DIGIT; picture++) {
      float[] ink = DigitPictures.ink(picture / DigitPictures.OF_A_DIGIT, picture % DigitPictures.OF_A_DIGIT);
      for (int i = 0; i < ink.length; i++) {
        int row = picture / ACROSS * side + i / side;
        shades[row * width + picture % ACROSS * side + i % side] = (byte) Math.round(255 * (1 - ink[i]));
      }
    }
    assertEquals(PIXELS, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shades)));
    try (InputStream in = DigitPictures.class.getResourceAsStream("/texttovideo/digits.md")) {
      assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(PIXELS));
    }
  }

  @Test
  void picturesThatAreNotThereAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> DigitPictures.ink(10, 0));
    assertThrows(IllegalArgumentException.class, () -> DigitPictures.ink(0, 500));
    assertThrows(IllegalArgumentException.class, () -> DigitPictures.ink(-1, 0));
  }
}
