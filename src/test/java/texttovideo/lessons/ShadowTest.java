package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ShadowTest {
  @Test
  void aThingWithAHoleCastsAWholeShadowInTheMiddle() {
    BufferedImage picture = paper();
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.fillRect(5, 50, 20, 20);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(12, 55, 4, 8);
    graphics.dispose();
    Shadow shadow = Shadow.of(picture, 20, 40);
    assertEquals(1, shadow.area(), 0.1);           // half the square's width and height
    assertEquals(shadow, Shadow.of(shadow.picture(), 20, 40));
  }

  @Test
  void coveredShareIsOfThisShadow() {
    Shadow both = new Shadow(new boolean[][] {{true, true}, {false, false}});
    Shadow one = new Shadow(new boolean[][] {{true, false}, {true, false}});
    assertEquals(0.5, both.coveredBy(one));
    assertEquals(1, both.coveredBy(both));
  }

  @Test
  void refusesAnEmptyPage() {
    assertThrows(IllegalArgumentException.class, () -> Shadow.of(paper(), 20, 40));
  }

  private static BufferedImage paper() {
    BufferedImage picture = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 80, 80);
    graphics.dispose();
    return picture;
  }
}
