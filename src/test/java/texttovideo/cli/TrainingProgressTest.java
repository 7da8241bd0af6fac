package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.world.DrawnWorld;

class TrainingProgressTest {
  @Test
  void measuredStepIsToldWithItsAccuracyAndTheTimeLeft() {
    StringWriter said = new StringWriter();
    DrawnWorld world = DrawnWorld.of(TrainingConfig.Mode.QUICK);
    try (TrainingLoop loop = world.with(world.training().withSteps(1)).start();
        ProgressLine line = new ProgressLine(new PrintWriter(said, true), false, "training", 1e6)) {
      TrainingProgress progress = new TrainingProgress(loop, line);
      loop.run(generator -> 0.5, progress::show);
    }
    assertTrue(said.toString().matches("step 1 of 1 \\(100%\\), clip loss -?\\d+\\.\\d\\d, pair loss -?\\d+\\.\\d\\d, "
        + "prompt accuracy 50\\.0%, \\d+\\.\\d\\d s a step, 0 s left\\n"), said.toString());
  }
}
