package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.data.Split;
import texttovideo.model.ModelFile;
import texttovideo.text.Size;
import texttovideo.train.TrainingLog;

class LearningCurveTest {
  private static final String COLUMNS =
      "step,minutes,training,unseen combination,unseen wording,spread,\"spread, lowest tenth\",soft share\n";

  @TempDir
  private Path folder;

  /** All sentences of a curve were of small things. */
  @Test
  void sentencesOfBothSizesAreMeasured() {
    for (int every : new int[] {LearningCurve.EVERY, LearningCurve.SPREAD_EVERY}) {
      long small = EvaluationSet.prompts(Split.TRAINING, every).stream().filter(prompt -> prompt.size() == Size.SMALL).count();
      assertEquals(0.5, (double) small / EvaluationSet.prompts(Split.TRAINING, every).size(), 0.1);
    }
  }

  /** It was lost: the file held what was measured after going on, and nothing else. */
  @Test
  void whatWasMeasuredBeforeARunGoesOnStaysInItsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("curve.csv"), COLUMNS + "400,1.5,0,0,0,0.1,0.2,1\n"
        + "800,3,0.25,0,0,0.7,0.5,0.5\n1200,4.5,0.5,0,0,0.7,0.5,0.5\n");
    assertEquals(2, LearningCurve.goingOn(file, steps(800)).table().rowCount(), "the row of step 1200 is of a run that is gone");
    assertEquals(0.25, LearningCurve.goingOn(file, steps(900)).table().doubleColumn("training").get(1));
    assertTrue(LearningCurve.goingOn(file, steps(0)).table().isEmpty(), "a new run");
    assertTrue(LearningCurve.goingOn(folder.resolve("none.csv"), steps(800)).table().isEmpty());
  }

  @Test
  void minutesOfARunThatGoesOnLeaveOutWhatMeasuringTookBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("curve.csv"), COLUMNS + "1,0.5,0,0,0,0.1,0.2,1\n");      // of 60 s: 30 measured
    LearningCurve curve = LearningCurve.goingOn(file, steps(1));
    curve.add(2, 120, ModelFile.shipped().generator(), ModelFile.shipped().tokenizer());
    assertEquals(1.5, curve.table().doubleColumn("minutes").get(1), 1e-9);
  }

  @Test
  void anotherFileIsNamedBeforeTrainingGoesOn() throws IOException {
    for (String text : new String[] {"", "step,loss\n1,2\n", COLUMNS + "400,1.5,0,0,0,much,0.2,1\n"}) {
      Path file = Files.writeString(folder.resolve("other.csv"), text);
      IOException error = assertThrows(IOException.class, () -> LearningCurve.goingOn(file, steps(800)), text);
      assertTrue(error.getMessage().startsWith(file.toString()) && error.getMessage().contains("--curve"), error.getMessage());
    }
  }

  /** Steps of a minute each. */
  private static List<TrainingLog.Entry> steps(int done) {
    return IntStream.rangeClosed(1, done)
        .mapToObj(step -> new TrainingLog.Entry(step, 60 * step, 1e-3, Map.of(), Double.NaN)).toList();
  }
}
