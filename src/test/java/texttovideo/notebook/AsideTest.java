package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AsideTest {
  @Test
  void anInterruptOfTheCallerReachesNoTaskAndIsKept() {
    AtomicBoolean seen = new AtomicBoolean(true);
    Thread.currentThread().interrupt();
    Aside.run(() -> seen.set(Thread.interrupted()));
    assertTrue(Thread.interrupted());
    assertFalse(seen.get());
  }

  @Test
  void aTaskMayRunAnother() {
    StringBuilder order = new StringBuilder();
    Aside.run(() -> {
      Aside.run(() -> order.append("inner "));
      order.append("outer");
    });
    assertEquals("inner outer", order.toString());
  }

  @Test
  void theTasksErrorIsTheCallers() {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> Aside.run(() -> {
      throw new IllegalArgumentException("no such chart");
    }));
    assertEquals("no such chart", error.getMessage());
  }
}
