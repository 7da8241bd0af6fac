package texttovideo.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import texttovideo.text.Colour;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.Shape;
import texttovideo.text.Size;

class VerdictTest {
  @Test
  void whatIsWrongIsNamed() {
    Verdict verdict = new Verdict(Shape.SQUARE, Colour.RED, Size.SMALL, null, true);
    assertEquals(List.of("shape", "motion"), verdict.obeys(Prompt.parse("a small red circle shrinking")).wrong());
    Verdict right = new Verdict(Shape.CIRCLE, Colour.RED, Size.SMALL, Motion.SHRINKING, true);
    assertEquals(List.of(), right.obeys(Prompt.parse("a small red circle shrinking")).wrong());
  }
}
