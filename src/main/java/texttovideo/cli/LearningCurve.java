package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import texttovideo.data.CsvFile;
import texttovideo.data.Split;
import texttovideo.eval.PromptAccuracy;
import texttovideo.eval.Sharpness;
import texttovideo.eval.StartPositions;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ClipGenerator;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.text.Tokenizer;
import texttovideo.train.TrainingLog;
import texttovideo.video.Clip;

/**
 * How well a generator does while it learns: prompt accuracy split by split, how widely clips of one prompt start, and how crisp
 * they are. Prompts that were held out are looked at, and have no part in any decision.
 */
final class LearningCurve {
  private static final long SEED = 1;
  static final int EVERY = 7;                       // of the training prompts; of held-out ones all are measured
  static final int SPREAD_EVERY = 47;               // small and large take turns, so steps are odd
  private static final int NOISES = 24;             // clips of each of these

  private final List<double[]> rows = new ArrayList<>();
  private final List<Prompt> spreadPrompts = EvaluationSet.prompts(Split.TRAINING, SPREAD_EVERY);
  private double own;                               // seconds

  /**
   * The curve of a run that goes on: what a file holds of the steps before comes first.
   *
   * @param done its steps so far
   * @throws IOException if the file cannot be read or is no learning curve
   */
  static LearningCurve goingOn(Path file, List<TrainingLog.Entry> done) throws IOException {
    LearningCurve curve = new LearningCurve();
    if (done.isEmpty() || !Files.exists(file)) {
      return curve;
    }
    List<CsvFile.Row> rows = CsvFile.read(file);
    if (rows.isEmpty() || !rows.get(0).cells().equals(columns())) {
      throw new IOException(file + " has the columns " + (rows.isEmpty() ? "of an empty file" : rows.get(0).cells())
          + ", a learning curve has " + columns() + "; --curve names another file");
    }
    for (CsvFile.Row row : rows.subList(1, rows.size())) {
      double[] numbers = numbers(file, row);
      if (numbers[0] >= 1 && numbers[0] <= done.size()) {
        curve.rows.add(numbers);
        curve.own = done.get((int) numbers[0] - 1).seconds() - 60 * numbers[1];
      }
    }
    return curve;
  }

  private static double[] numbers(Path file, CsvFile.Row row) throws IOException {
    try {
      return row.cells().stream().mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException error) {
      throw new IOException(file + ", line " + row.line() + ": " + row.cells() + " are not all numbers; --curve names another "
          + "file", error);
    }
  }

  /**
   * Measures a generator, and adds a row.
   *
   * @param seconds since the run began; those that were spent here are taken off
   */
  void add(int step, double seconds, ClipGenerator generator, Tokenizer tokenizer) {
    long start = System.nanoTime();
    rows.add(row(step, (seconds - own) / 60, generator, tokenizer));
    own += (System.nanoTime() - start) / 1e9;
  }

  private double[] row(int step, double minutes, ClipGenerator generator, Tokenizer tokenizer) {
    BiFunction<Prompt, Long, Clip> maker = new TextToVideo(generator, tokenizer)::generate;
    List<Clip> clips = Collections.synchronizedList(new ArrayList<>());
    double[] row = new double[8];
    row[0] = step;
    row[1] = minutes;
    for (Split split : Split.values()) {
      List<Prompt> prompts = EvaluationSet.prompts(split, split == Split.TRAINING ? EVERY : 1);
      PromptAccuracy accuracy = PromptAccuracy.of(split.label(), prompts, List.of(SEED), (prompt, seed) -> {
        Clip clip = maker.apply(prompt, seed);
        clips.add(clip);
        return clip;
      });
      row[2 + split.ordinal()] = accuracy.full();
    }
    double[] spreads = StartPositions.spreads(spreadPrompts, NOISES, maker,
        (prompt, seed) -> Renderer.clip(Scene.of(prompt, new SplittableRandom(seed))));
    row[5] = StatUtils.percentile(spreads, 50);
    row[6] = StatUtils.percentile(spreads, 10);
    row[7] = clips.stream().map(Sharpness::of).mapToDouble(Sharpness::softShare).average().orElseThrow();
    return row;
  }

  private static List<String> columns() {
    List<String> names = new ArrayList<>(List.of("step", "minutes"));
    Arrays.stream(Split.values()).map(Split::label).forEach(names::add);
    names.addAll(List.of("spread", "spread, lowest tenth", "soft share"));
    return names;
  }

  /** One row a measurement; shares in [0, 1]. */
  Table table() {
    List<String> names = columns();
    Table table = Table.create("learning curve");
    for (int k = 0; k < names.size(); k++) {
      int column = k;
      ToDoubleFunction<double[]> value = row -> row[column];
      table.addColumns(DoubleColumn.create(names.get(k), rows.stream().mapToDouble(value).toArray()));
    }
    return table;
  }
}
