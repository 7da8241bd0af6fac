package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import texttovideo.generate.TextToVideo;
import texttovideo.text.Prompt;
import texttovideo.video.AtomicFile;
import texttovideo.video.Clip;
import texttovideo.video.ContactSheet;
import texttovideo.video.Fonts;
import texttovideo.video.PngFrames;

/** Sentences in, videos out. */
@Command(name = "generate", description = {"Makes the videos of a sentence, or of a file of sentences.",
    "", "DIR/index.csv lists them (clip,prompt,seed); clip 0 is DIR/0.mp4, DIR/0.gif and DIR/0/frame-00.png, ...; "
    + "clips are numbered from 0 without leading zeros, all clips of the first sentence first.",
    "", "Sentences: " + Prompt.GRAMMAR + "%nwhere MOTION is, for example, 'moving up-left' or 'rotating clockwise'.",
    "With --model, a model of your own clips ('train --clips') takes any words that its captions had."},
    footer = {"", "Example:", "  " + Main.NAME + " generate \"a red circle moving up\" --count 4 --out clips"})
final class Generate implements Callable<Integer> {
  /** How long Ctrl-C waits for the clips under way. */
  static final int SECONDS_TO_STOP = 4;
  private static final int TOGETHER = 16;             // clips written side by side

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for the clips, made if missing")
  private Path out;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
      description = "the first clip's seed; the same seed gives the same clip (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--count", defaultValue = "1", paramLabel = "N",
      description = "clips a sentence, from the seeds N, N+1, ... (default: ${DEFAULT-VALUE})")
  private int count;

  @Mixin
  private GenerationOptions maker;

  @Option(names = "--overwrite", description = "replace the clips that index.csv in DIR lists, and nothing "
      + "else")
  private boolean overwrite;

  /** Where the sentences come from. */
  private static final class Source {
    @Parameters(arity = "1..*", paramLabel = "SENTENCE", description = "what to show")
    private List<String> words;

    @Option(names = "--prompts", paramLabel = "FILE", description = "a text file, one sentence a line; blank lines are "
        + "skipped; nothing is made when any line is wrong")
    private Path file;

    List<Sentence> sentences(TextToVideo model) throws IOException {
      return file == null ? List.of(Sentence.of(String.join(" ", words), model)) : Sentence.ofFile(file, model);
    }
  }

  @Option(names = "--sheet", paramLabel = "FILE",
      description = "also draw all clips as one PNG picture, a strip of frames under each sentence")
  private Path sheet;

  @Override
  public Integer call() throws IOException {
    Limits.require(spec, "--count", count, 1, 100_000);
    Limits.require(spec, "--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE - count + 1);
    maker.check(spec);
    new CommandPaths(spec).read("--prompts", source.file).read("--model", maker.file()).clipsWritten("--out", out)
        .written("--sheet", sheet, ".png").check();
    TextToVideo loaded = maker.load();
    maker.check(spec);
    List<Sentence> sentences = sentences(loaded);
    Limits.require(spec, "--count times the sentences", (long) count * sentences.size(), 1, 1_000_000);
    if (sheet != null) {
      maker.requirePixels(spec, "the pixels of all frames on --sheet", (long) count * sentences.size());
    }
    BiFunction<String, Long, Clip> model = maker.makerOfCaptions(loaded);
    int clips = sentences.size() * count;
    if (sheet != null) {
      Fonts.require();                           // fails now, not after all clips are made
    }
    try (ClipDraft draft = new ClipDraft(out, IntStream.range(0, clips).mapToObj(String::valueOf).toList(), overwrite);
        InterruptOnShutdown open = new InterruptOnShutdown(SECONDS_TO_STOP, () -> discard(draft))) {
      write(sentences, model, draft);
    }
    return 0;
  }

  static void discard(ClipDraft draft) {
    try {
      draft.close();
    } catch (IOException left) {
      // The next run into this folder removes it.
    }
  }

  private List<Sentence> sentences(TextToVideo model) throws IOException {
    try {
      return source.sentences(model);
    } catch (IllegalArgumentException error) {
      throw new ParameterException(spec.commandLine(), error.getMessage());
    }
  }

  private void write(List<Sentence> sentences, BiFunction<String, Long, Clip> model, ClipDraft draft) throws IOException {
    int clips = sentences.size() * count;
    int together = Math.min(TOGETHER, maker.together());
    List<ClipFolder.Entry> entries = new ArrayList<>();
    List<Clip> onSheet = new ArrayList<>();
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "0 of " + clips + " clips")) {
      for (int from = 0; from < clips; from += together) {
        List<Clip> made = new ArrayList<>();
        for (int i = from; i < Math.min(clips, from + together); i++) {
          StoppedException.throwIfAsked();
          Sentence sentence = sentences.get(i / count);
          entries.add(new ClipFolder.Entry(String.valueOf(i), sentence.text(), seed + i % count));
          made.add(model.apply(sentence.caption(), seed + i % count));
        }
        int first = from;
        ParallelFiles.write(0, made.size(), i -> draft.write(String.valueOf(first + i), made.get(i)));
        onSheet.addAll(sheet == null ? List.of() : made);
        progress.update((from + made.size()) + " of " + clips + " clips");
      }
      draft.list(entries);
      List<String> captions = entries.stream().map(ClipFolder.Entry::prompt).toList();
      byte[] png = sheet == null ? null : PngFrames.png(ContactSheet.of(onSheet, captions));
      StoppedException.throwIfAsked();           // for the last time: from here on all takes its place
      if (sheet != null) {
        AtomicFile.write(sheet, png);            // first: it may find no room
      }
      draft.publish();
    }
    spec.commandLine().getOut().println(clips + (clips == 1 ? " clip in " : " clips in ") + out
        + ": index.csv lists " + (clips == 1 ? "it" : "them"));
  }
}
