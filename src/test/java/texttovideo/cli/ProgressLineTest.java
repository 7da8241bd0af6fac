package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final double NEVER = 1e6;
  private final StringWriter said = new StringWriter();
  private final PrintWriter out = new PrintWriter(said, true);

  @Test
  void shortWorkSaysNothing() {
    try (ProgressLine line = new ProgressLine(out, false, "working", NEVER)) {
      line.update("1 of 2");
    }
    assertEquals("", said.toString());
  }

  @Test
  void whatIsShownIsALineOfItsOwn() {
    try (ProgressLine line = new ProgressLine(out, false, "working", NEVER)) {
      line.show("1 of 2");
      line.show("2 of 2");
    }
    assertEquals("1 of 2\n2 of 2\n", said.toString());
  }

  @Test
  void terminalsLineIsRewrittenAndLeftEmpty() {
    try (ProgressLine line = new ProgressLine(out, true, "working", NEVER)) {
      line.show("10 of 20");
      line.show("9");
    }
    assertEquals("\r10 of 20\r9       \r \r", said.toString());
  }

  @Test
  void workThatHasNothingNewToSayIsNotSilent() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(2);
    PrintWriter counting = new PrintWriter(said) {
      @Override
      public void println(String text) {
        super.println(text);
        beats.countDown();
      }
    };
    try (ProgressLine line = new ProgressLine(counting, false, "drawing rows", 0.01)) {
      beats.await();
    }
    assertTrue(said.toString().startsWith("drawing rows (0 s so far)\ndrawing rows"), said.toString());
  }

  @Test
  void nothingIsSaidAfterItIsClosed() {
    ProgressLine line = new ProgressLine(out, false, "working", NEVER);
    line.close();
    line.show("late");
    line.close();
    assertEquals("", said.toString());
  }
}
