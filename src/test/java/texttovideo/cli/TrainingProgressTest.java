package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import texttovideo.train.Trainer;
import texttovideo.train.TrainingConfig;

class TrainingProgressTest {
  @Test
  void measuredStepIsToldWithItsAccuracyAndTheTimeLeft() {
    StringWriter said = new StringWriter();
    try (Trainer trainer = new Trainer(TrainingConfig.quick().withSteps(1));
        ProgressLine line = new ProgressLine(new PrintWriter(said, true), false, "training", 1e6)) {
      TrainingProgress progress = new TrainingProgress(trainer, line);
      trainer.run(generator -> 0.5, progress::show);
    }
    assertTrue(said.toString().matches("step 1 of 1 \\(100%\\), losses -?\\d+\\.\\d\\d clip -?\\d+\\.\\d\\d pair, "
        + "prompt accuracy 50\\.0%, \\d+\\.\\d\\d s a step, 0 s left\\n"), said.toString());
  }
}
