package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SourceCodeTest {
  private static final String LOOP = "texttovideo.train.TrainingLoop";

  @Test
  void aMethodComesWholeWithItsDocumentation() {
    String text = SourceCode.of("texttovideo.train.TrainingConfig", "TrainingConfig withSteps(").text();
    assertTrue(text.startsWith("/**") && text.contains("another number of steps"), text);
    assertTrue(text.endsWith("}"), text);
    assertEquals(1, text.lines().filter(line -> line.equals("}")).count(), text);
  }

  @Test
  void aPrivateMethodIsFound() {
    assertTrue(SourceCode.of(LOOP, "CompletableFuture<TrainingBatch> ahead(").text().contains("supplyAsync"));
  }

  @Test
  void aMethodOfAClassInsideIsFound() {
    String text = SourceCode.of("texttovideo.model.MotionNetwork", "double offset(").text();
    assertTrue(text.startsWith("/**") && text.endsWith("\n}"), text);
    assertTrue(text.contains("return room * noise[axis]"), text);
  }

  @Test
  void codeIsShownAsText() {
    String html = SourceCode.of(LOOP, "Map<String, Tensor> part(").html();
    assertTrue(html.contains("Map&lt;String"), html);
    assertFalse(html.contains("Map<String"), html);
  }

  @Test
  void anUnknownMemberIsNamed() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> SourceCode.of(LOOP, "fly(")).getMessage();
    assertTrue(message.contains("TrainingLoop") && message.contains("fly("), message);
  }
}
