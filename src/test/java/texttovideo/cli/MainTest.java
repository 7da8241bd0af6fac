package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"generate", "judge", "train", "synthesize"})
  void everyCommandExplainsItselfWithAnExample(String command) {
    String help = CommandRun.of(command, "--help").succeeds().out();
    assertTrue(help.contains("Example") && help.contains(Main.NAME + " " + command), help);
  }

  @Test
  void withoutCommandItSaysWhichThereAreAndFails() {
    CommandRun run = CommandRun.of();
    assertEquals(2, run.code());
    assertTrue(run.err().contains("synthesize"), run.err());
  }

  @Test
  void versionIsOneLine() {
    assertEquals(1, CommandRun.of("--version").succeeds().out().lines().count());
  }

  @Test
  void unknownOptionIsNamed() {
    assertTrue(CommandRun.of("judge", "--fast").failsInOneLine(2).err().contains("--fast"));
  }

  @Test
  void missingFileIsNamed() {
    assertTrue(CommandRun.of("judge", "no-such-folder").failsInOneLine(1).err().contains("no-such-folder"));
  }
}
