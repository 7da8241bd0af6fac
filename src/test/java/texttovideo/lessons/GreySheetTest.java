package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class GreySheetTest {
  @Test
  void inkIsBlackPaperIsWhiteAndTheSecondPictureStandsBesideTheFirst() {
    BufferedImage sheet = GreySheet.of(Nd4j.create(new float[][] {{1, -1, -1, -1}, {-5, 1, 0, 9}}));
    assertEquals(0x000000, sheet.getRGB(0, 0) & 0xffffff);
    assertEquals(0xffffff, sheet.getRGB(4, 0) & 0xffffff);
    assertEquals(0xffffff, sheet.getRGB(12, 0) & 0xffffff);
    assertEquals(0x808080, sheet.getRGB(12, 4) & 0xffffff);
    assertEquals(0x000000, sheet.getRGB(16, 4) & 0xffffff);
  }
}
