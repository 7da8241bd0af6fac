package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;

class PredictionTest {
  @Test
  void whatIsWrongIsNamed() {
    Prediction prediction = new Prediction(Shape.SQUARE, Colour.RED, Size.SMALL, null, true);
    assertEquals(List.of("shape", "motion"), prediction.matches(Prompt.parse("a small red circle shrinking")).wrong());
    Prediction right = new Prediction(Shape.CIRCLE, Colour.RED, Size.SMALL, Motion.SHRINKING, true);
    assertEquals(List.of(), right.matches(Prompt.parse("a small red circle shrinking")).wrong());
  }
}
