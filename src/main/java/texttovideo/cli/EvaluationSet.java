package texttovideo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import texttovideo.data.Split;
import texttovideo.eval.PromptAccuracy;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ClipGenerator;
import texttovideo.text.Prompt;
import texttovideo.text.Tokenizer;
import texttovideo.video.Clip;

/** Judges clips of the prompts of the grammar, split by split. */
final class EvaluationSet {
  private static final int DEVELOPMENT_PROMPTS = 64;
  private static final long DEVELOPMENT_SEED = 1;

  private final List<Long> seeds;
  private final int every;
  private final Consumer<String> progress;

  /**
   * An evaluation.
   *
   * @param seeds    one clip a prompt for each
   * @param every    1 for all 720 prompts, n for every nth of each split
   * @param progress told how far it is, in words
   */
  EvaluationSet(List<Long> seeds, int every, Consumer<String> progress) {
    this.seeds = seeds;
    this.every = every;
    this.progress = progress;
  }

  /** As many seeds as wanted, one after the other. */
  static List<Long> seeds(long first, int count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  /**
   * What a maker of clips makes of the prompts, split by split as
   * {@link PromptAccuracy#of(String, List, List, BiFunction)} does it: no two clips of a split start alike.
   *
   * @param kind  what the clips are, in a word
   * @param maker prompt and seed to clip: a model, or the renderer of true clips, which is the ceiling
   */
  PromptAccuracy of(String kind, BiFunction<Prompt, Long, Clip> maker) {
    int all = prompts().size() * seeds.size();
    AtomicInteger made = new AtomicInteger();
    BiFunction<Prompt, Long, Clip> told = (prompt, seed) -> {
      StoppedException.throwIfAsked();
      progress.accept("judging " + kind + " clips: " + made.incrementAndGet() + " of " + all);
      return maker.apply(prompt, seed);
    };
    return Arrays.stream(Split.values()).map(split -> PromptAccuracy.of(split.label(), prompts(split), seeds, told))
        .reduce(PromptAccuracy::and).orElseThrow();
  }

  /** All prompts that are evaluated, split by split. */
  List<Prompt> prompts() {
    return Arrays.stream(Split.values()).flatMap(split -> prompts(split).stream()).toList();
  }

  /** Words of which a choice of every nth prompt has no prompt: sizes take turns, so an even n would find those of one size only. */
  List<String> leftOut() {
    Set<String> words = words(Prompt.all());
    words.removeAll(words(prompts()));
    return List.copyOf(words);
  }

  private static Set<String> words(List<Prompt> prompts) {
    return prompts.stream().flatMap(prompt -> Arrays.stream(prompt.sentence().split(" ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Prompt> prompts(Split split) {
    return prompts(split, every);
  }

  /** Every nth prompt of a split, the first among them. */
  static List<Prompt> prompts(Split split, int every) {
    List<Prompt> all = split.prompts();
    return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
  }

  /**
   * A quick look while a model is trained: the share of 64 clips that are fully right. Theirs are training prompts,
   * so that the held-out ones have no part in any decision.
   */
  static double development(ClipGenerator generator, Tokenizer tokenizer) {
    List<Prompt> prompts = new ArrayList<>(Split.TRAINING.prompts());
    Collections.shuffle(prompts, new Random(DEVELOPMENT_SEED));
    return PromptAccuracy.of(Split.TRAINING.label(), prompts.subList(0, DEVELOPMENT_PROMPTS), List.of(DEVELOPMENT_SEED),
        new TextToVideo(generator, tokenizer)::generate).full();
  }

  /** The name of a prompt's split in tables. A prompt that leaves size or colour open may stand for several splits. */
  static String split(Prompt prompt) {
    return prompt.isComplete() ? Split.of(prompt).label() : "open prompt";
  }
}
