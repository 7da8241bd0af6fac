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
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.data.ClipDataset;
import texttovideo.data.CsvFile;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.eval.Interval;
import texttovideo.eval.Prediction;
import texttovideo.eval.PromptAccuracy;
import texttovideo.generate.TextToVideo;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingLoop;
import texttovideo.video.Clip;

/**
 * A training run on the drawn world with a share of all combinations of shape, colour and motion held out, and its prompt
 * accuracy on both sides: what built-in knowledge buys where clips are missing.
 */
public final class UnseenCombinations {
  private static final int COMBINATIONS = 288;
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L);

  /** Clips of the drawn world, those of some prompts held out. */
  private record Clips(Manifest manifest, Set<Prompt> heldOut) implements ClipDataset {
    @Override
    public int size() {
      return manifest.size();
    }

    @Override
    public Clip clip(int i) {
      return manifest.clip(i);
    }

    @Override
    public String caption(int i) {
      return manifest.caption(i);
    }

    @Override
    public Split split(int i) {
      return isTrained(manifest.prompt(i), heldOut) ? Split.TRAINING : Split.UNSEEN_COMBINATION;
    }
  }

  private UnseenCombinations() {
  }

  private static boolean isTrained(Prompt prompt, Set<Prompt> heldOut) {
    return !prompt.phrase().equals(Split.HELD_OUT_PHRASE) && !heldOut.contains(prompt);
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
    Clips clips = new Clips(Manifest.synthesize(world.clips(), world.training().seed()), heldOut);
    try (TrainingLoop loop = world.start(Runtime.getRuntime().availableProcessors(), clips)) {
      loop.run(generator -> Double.NaN, entry -> { });
      double minutes = loop.log().entries().get(loop.steps() - 1).seconds() / 60;
      TextToVideo model = new TextToVideo(loop.generator(), loop.tokenizer());
      List<PromptAccuracy> judged = new ArrayList<>();
      for (Predicate<Prompt> which : List.<Predicate<Prompt>>of(prompt -> isTrained(prompt, heldOut), heldOut::contains)) {
        List<Prompt> prompts = Prompt.all().stream().filter(which)
            .filter(prompt -> !prompt.phrase().equals(Split.HELD_OUT_PHRASE)).toList();
        judged.add(PromptAccuracy.of("", prompts, SEEDS, model::generate));
        judged.add(PromptAccuracy.of("", prompts, SEEDS,
            (prompt, seed) -> Renderer.clip(Scene.of(prompt, new SplittableRandom(seed)))));
      }
      CsvFile.write(table(List.of("seen", "seen, true clips", "unseen", "unseen, true clips"), judged)
          .addColumns(DoubleColumn.create("minutes", minutes, minutes, minutes, minutes)), Path.of(args[0]));
    }
  }

  private static Table table(List<String> names, List<PromptAccuracy> judged) {
    List<Interval> intervals = judged.stream().map(accuracy -> accuracy.full(Prompt::sentence)).toList();
    return Table.create("unseen combinations", StringColumn.create("sentences", names),
        IntColumn.create("number", judged.stream()
            .mapToInt(a -> (int) a.rows().stream().map(row -> row.prompt().sentence()).distinct().count()).toArray()),
        IntColumn.create("clips", judged.stream().mapToInt(accuracy -> accuracy.rows().size()).toArray()),
        share("shape", judged, Prediction.Match::shape), share("colour", judged, Prediction.Match::colour),
        share("size", judged, Prediction.Match::size), share("motion", judged, Prediction.Match::motion),
        share("one object", judged, Prediction.Match::oneObject), share("full", judged, Prediction.Match::full),
        DoubleColumn.create("full from", intervals.stream().mapToDouble(Interval::low).toArray()),
        DoubleColumn.create("full to", intervals.stream().mapToDouble(Interval::high).toArray()));
  }

  private static DoubleColumn share(String name, List<PromptAccuracy> judged, Predicate<Prediction.Match> right) {
    return DoubleColumn.create(name, judged.stream().mapToDouble(accuracy ->
        accuracy.rows().stream().filter(row -> right.test(row.match())).count() / (double) accuracy.rows().size()).toArray());
  }
}
