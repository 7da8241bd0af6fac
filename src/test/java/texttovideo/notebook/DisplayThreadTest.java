package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DisplayThreadTest {
  @Test
  void anInterruptOfTheCallerReachesNoTaskAndIsKept() {
    AtomicBoolean seen = new AtomicBoolean(true);
    Thread.currentThread().interrupt();
    DisplayThread.run(() -> seen.set(Thread.interrupted()));
    assertTrue(Thread.interrupted());
    assertFalse(seen.get());
  }

  @Test
  void aTaskMayRunAnother() {
    StringBuilder order = new StringBuilder();
    DisplayThread.run(() -> {
      DisplayThread.run(() -> order.append("inner "));
      order.append("outer");
    });
    assertEquals("inner outer", order.toString());
  }

  @Test
  void theTasksErrorIsTheCallers() {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> DisplayThread.run(() -> {
      throw new IllegalArgumentException("no such chart");
    }));
    assertEquals("no such chart", error.getMessage());
  }
}
