package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Shape;
import texttovideo.text.Size;

class MotionFitTest {
  @Test
  void aTrueClipFitsItsOwnMotionAndNoOther() {
    Scene scene = new Scene(Shape.SQUARE, Colour.BLUE, Size.LARGE, Motion.RIGHT, 16, 32);
    List<MotionFit> fits = MotionFit.ranked(new Evaluator().measure(Renderer.clip(scene)));
    assertEquals(Motion.values().length, fits.size());
    assertEquals(Motion.RIGHT, fits.get(0).motion());
    assertTrue(fits.get(0).isClose());
    fits.subList(1, fits.size()).forEach(fit -> assertFalse(fit.isClose(), fit.motion() + " fits too"));
  }
}
