package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptOnShutdownTest {
  @Test
  void stoppingInterruptsTheThreadAndWaitsUntilItIsDone() throws InterruptedException {
    InterruptOnShutdown open = new InterruptOnShutdown();
    open.hook().start();                       // what Java does when it is asked to stop
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    assertTrue(open.hook().isAlive());
    open.close();
    open.hook().join();
  }

  @Test
  void threadThatTakesTooLongIsGivenUp() throws InterruptedException {
    AtomicInteger givenUp = new AtomicInteger();
    InterruptOnShutdown open = new InterruptOnShutdown(0, givenUp::incrementAndGet);
    open.hook().start();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    open.hook().join();
    assertEquals(1, givenUp.get());
    open.close();
  }

  @Test
  void threadThatEndsInTimeIsNotGivenUp() throws InterruptedException {
    AtomicInteger givenUp = new AtomicInteger();
    InterruptOnShutdown open = new InterruptOnShutdown(600, givenUp::incrementAndGet);
    open.close();
    assertFalse(Runtime.getRuntime().removeShutdownHook(open.hook()));       // it is gone already
    open.hook().start();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    open.hook().join();
    assertEquals(0, givenUp.get());
  }
}
