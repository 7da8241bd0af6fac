package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockDiagramTest {
  private final BlockDiagram two = new BlockDiagram().box(0, 0, "left", "[N]").box(1, 0, "right");

  @Test
  void anArrowCrossesTheGapBetweenItsBoxes() {
    assertEquals(0, darkPixelsInTheGap(two));
    assertTrue(darkPixelsInTheGap(two.arrow("left", "right")) > 10);
  }

  @Test
  void anArrowToNoBoxIsRefusedByItsName() {
    var error = assertThrows(IllegalArgumentException.class, () -> two.arrow("left", "middle"));
    assertTrue(error.getMessage().contains("middle"));
  }

  private static long darkPixelsInTheGap(BlockDiagram diagram) {
    BufferedImage image = diagram.picture("two boxes").image();
    int half = image.getWidth() / 2;
    return IntStream.range(half - 10, half + 10).filter(x -> (image.getRGB(x, image.getHeight() / 2) & 0xff) < 128).count();
  }
}
