package texttovideo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import texttovideo.data.Split;
import texttovideo.generate.TextToVideo;
import texttovideo.judge.Fidelity;
import texttovideo.model.Generator;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.text.Vocabulary;
import texttovideo.video.Clip;

/** Judges clips of every prompt of the grammar. */
final class Examination {
  private static final int DEVELOPMENT_PROMPTS = 64;
  private static final long DEVELOPMENT_SEED = 1;

  private final List<Long> seeds;
  private final Consumer<String> progress;
  private int made;

  /**
   * An examination of all 720 prompts.
   *
   * @param seeds    one clip a prompt for each
   * @param progress told how far it is, in words
   */
  Examination(List<Long> seeds, Consumer<String> progress) {
    this.seeds = seeds;
    this.progress = progress;
  }

  /** As many seeds as wanted, one after the other. */
  static List<Long> seeds(long first, int count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  /** What a model makes of every prompt. */
  Fidelity of(TextToVideo model) {
    return bySplit("generated", model::generate);
  }

  /** The ceiling: true clips of the same prompts, before the same judge. */
  Fidelity ofTrueClips() {
    return bySplit("true", (prompt, seed) -> Renderer.clip(Scene.of(prompt, new SplittableRandom(seed))));
  }

  private Fidelity bySplit(String kind, BiFunction<Prompt, Long, Clip> maker) {
    int all = Prompt.all().size() * seeds.size();
    made = 0;
    return Arrays.stream(Split.values()).map(split -> Fidelity.of(split.label(), split.prompts(), seeds, (prompt, seed) -> {
      progress.accept("judging " + kind + " clips: " + ++made + " of " + all);
      return maker.apply(prompt, seed);
    })).reduce(Fidelity::and).orElseThrow();
  }

  /**
   * A quick look while a model is trained: the share of 64 clips that are fully right. Their prompts are training prompts,
   * so that the held-out ones have no part in any decision.
   */
  static double development(Generator generator, Vocabulary vocabulary) {
    List<Prompt> prompts = new ArrayList<>(Split.TRAINING.prompts());
    Collections.shuffle(prompts, new Random(DEVELOPMENT_SEED));
    return Fidelity.of(Split.TRAINING.label(), prompts.subList(0, DEVELOPMENT_PROMPTS), List.of(DEVELOPMENT_SEED),
        new TextToVideo(generator, vocabulary)::generate).full();
  }

  /** The name of a prompt's split in tables. A prompt that leaves size or colour open may stand for several splits. */
  static String split(Prompt prompt) {
    return prompt.isComplete() ? Split.of(prompt).label() : "open prompt";
  }
}
