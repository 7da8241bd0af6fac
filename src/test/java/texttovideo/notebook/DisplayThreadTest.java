package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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

  /** The kernels catch exceptions only: an error would end the thread that answers cells. */
  @Test
  void anErrorOfAnyKindBecomesAnExceptionThatNamesIt() {
    List<Supplier<Object>> tasks = List.of(() -> endless(1), () -> {
      throw new NoClassDefFoundError("Fonts");
    }, () -> {
      throw new OutOfMemoryError("heap");
    });
    List<String> names = List.of("StackOverflowError", "NoClassDefFoundError: Fonts", "OutOfMemoryError: heap");
    for (int i = 0; i < tasks.size(); i++) {
      Supplier<Object> task = tasks.get(i);
      IllegalStateException failed = assertThrows(IllegalStateException.class, () -> DisplayThread.call(task));
      assertEquals("the value could not be shown: java.lang." + names.get(i), failed.getMessage());
      assertTrue(failed.getCause().getStackTrace().length <= 20);
    }
    assertEquals("alive", DisplayThread.call(() -> "alive"));
  }

  /** Whoever notes such an error asks for its text, and fails again. */
  @Test
  void anErrorThatCannotEvenBeToldIsNamedByItsClass() {
    for (Supplier<Object> task : List.<Supplier<Object>>of(() -> {
      throw new Untellable();
    }, () -> {
      throw new IllegalArgumentException("told", new Untellable());
    })) {
      IllegalStateException failed = assertThrows(IllegalStateException.class, () -> DisplayThread.call(task));
      assertTrue(failed.getMessage().startsWith("the value could not be shown: "), failed.getMessage());
      assertNull(failed.getCause());
    }
    assertEquals("alive", DisplayThread.call(() -> "alive"));
  }

  private static final class Untellable extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new Error();
    }
  }

  @SuppressWarnings("InfiniteRecursion")         // the stack must overflow
  private static int endless(int n) {
    return 1 + endless(n + 1);
  }
}
