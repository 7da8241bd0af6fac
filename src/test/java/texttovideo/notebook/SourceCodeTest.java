package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SourceCodeTest {
  private static final String TRAINER = "texttovideo.train.Trainer";

  @Test
  void aMethodComesWholeWithItsDocumentation() {
    String text = SourceCode.of("texttovideo.train.TrainingConfig", "TrainingConfig tour()").text();
    assertTrue(text.startsWith("/**") && text.contains("Long enough"), text);
    assertTrue(text.endsWith("}"), text);
    assertEquals(1, text.lines().filter(line -> line.equals("}")).count(), text);
  }

  @Test
  void aPrivateMethodIsFound() {
    assertTrue(SourceCode.of(TRAINER, "Entry step()").text().contains("optimizer.step("));
  }

  @Test
  void codeIsShownAsText() {
    String html = SourceCode.of(TRAINER, "Entry step()").html();
    assertTrue(html.contains("CompletableFuture&lt;"), html);
    assertFalse(html.contains("CompletableFuture<"), html);
  }

  @Test
  void anUnknownMemberIsNamed() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> SourceCode.of(TRAINER, "fly(")).getMessage();
    assertTrue(message.contains("Trainer") && message.contains("fly("), message);
  }
}
