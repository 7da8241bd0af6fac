package texttovideo.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import texttovideo.data.ClipDataset;
import texttovideo.data.CsvFile;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.eval.Interval;
import texttovideo.eval.PromptAccuracy;
import texttovideo.generate.TextToVideo;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;

/**
 * A training run on the drawn world with a share of all combinations of shape, colour and motion held out, and its prompt
 * accuracy on both sides: what built-in knowledge buys where clips are missing.
 */
public final class UnseenCombinations {
  private static final int COMBINATIONS = 288;
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L);

  private UnseenCombinations() {
  }

  /**
   * Trains, judges, and writes a table of one row for each kind of sentence.
   *
   * @param args the table's file; {@code sprite} or {@code conv}; percent of the combinations that are held out; seed; steps
   */
  public static void main(String[] args) throws IOException {
    GeneratorKind kind = GeneratorKind.valueOf(args[1].toUpperCase(Locale.ROOT));
    int percent = Integer.parseInt(args[2]);
    Set<Prompt> heldOut = Split.promptsOf(Math.round(COMBINATIONS * percent / 100f));
    DrawnWorld world = DrawnWorld.of(kind, TrainingConfig.Mode.TOUR);
    world = world.with(world.training().withSeed(Long.parseLong(args[3])).withSteps(Integer.parseInt(args[4])));
    Predicate<Prompt> unseen = heldOut::contains;
    Predicate<Prompt> known = prompt -> !prompt.phrase().equals(Split.HELD_OUT_PHRASE);
    Predicate<Prompt> seen = known.and(unseen.negate());
    ClipDataset clips = new DrawnWorld.TrainedOn(Manifest.synthesize(world.clips(), world.training().seed()), seen);
    try (TrainingLoop loop = world.start(Runtime.getRuntime().availableProcessors(), clips)) {
      loop.run(generator -> Double.NaN, entry -> { });
      double minutes = loop.log().entries().get(loop.steps() - 1).seconds() / 60;
      List<PromptAccuracy> judged = new ArrayList<>(judge("seen", seen, loop));
      judged.addAll(judge("unseen", unseen.and(known), loop));
      CsvFile.write(table(judged).addColumns(DoubleColumn.create("minutes", minutes, minutes, minutes, minutes)),
          Path.of(args[0]));
    }
  }

  /** Generated clips of some prompts, and true ones. */
  private static List<PromptAccuracy> judge(String name, Predicate<Prompt> which, TrainingLoop loop) {
    List<Prompt> prompts = Prompt.all().stream().filter(which).toList();
    return List.of(
        PromptAccuracy.of(name, prompts, SEEDS, new TextToVideo(loop.generator(), loop.tokenizer())::generate),
        PromptAccuracy.of(name + ", true clips", prompts, SEEDS,
            (prompt, seed) -> Renderer.clip(Scene.of(prompt, new SplittableRandom(seed)))));
  }

  /** As {@link PromptAccuracy#bySplit}, with intervals over sentences. */
  private static Table table(List<PromptAccuracy> judged) {
    Table table = judged.stream().reduce(PromptAccuracy::and).orElseThrow().bySplit().first(judged.size());
    table.column("split").setName("sentences");
    List<Interval> intervals = judged.stream().map(accuracy -> accuracy.full(Prompt::sentence)).toList();
    table.replaceColumn("full from", DoubleColumn.create("full from", intervals.stream().mapToDouble(Interval::low).toArray()));
    table.replaceColumn("full to", DoubleColumn.create("full to", intervals.stream().mapToDouble(Interval::high).toArray()));
    return table.insertColumn(1, IntColumn.create("number", judged.stream()
        .mapToInt(a -> (int) a.rows().stream().map(PromptAccuracy.Row::prompt).distinct().count()).toArray()));
  }
}
