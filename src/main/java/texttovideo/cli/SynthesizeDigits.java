package texttovideo.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import texttovideo.data.CaptionedFolder;
import texttovideo.data.CsvFile;
import texttovideo.data.DigitClips;
import texttovideo.data.Split;
import texttovideo.video.AtomicFile;
import texttovideo.video.GifWriter;

/** A folder of captioned clips of moving handwriting: {@code synthesize --world digits}. */
@Command(name = "synthesize", description = {"Makes a folder of captioned clips of real handwriting that moves.",
    "", "The digits are 5,000 of MNIST. index.csv has the columns clip,caption,split,pictures; a clip is a GIF of 10 frames, "
    + "64x64. Held-out clips show handwriting that no training clip shows, half of them a pairing of digit and motion that "
    + "training never has. The same seed gives the same folder. It is laid out as 'train --clips' takes it."},
    footer = {"", "Example:", "  " + Main.NAME + " synthesize --world digits --out digits",
        "  " + Main.NAME + " train --clips digits --out digits.safetensors"})
final class SynthesizeDigits implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("clip", "caption", "split", "pictures");
  private static final int AT_ONCE = 100;        // clips between two looks at whether to stop

  @Spec
  private CommandSpec spec;

  @Option(names = "--world", paramLabel = "WORLD", required = true, description = "digits")
  private String world;

  @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "the folder, made if missing; it must be empty")
  private Path out;

  @Option(names = "--count", defaultValue = "10000", paramLabel = "N", description = "clips (default: ${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
      description = "decides every clip (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--digits", defaultValue = "1", paramLabel = "N",
      description = "digits in a clip, 1 or 2 (default: ${DEFAULT-VALUE})")
  private int digits;

  /** Whether the words of a command line ask for a world by name. */
  static boolean isMeant(String... arguments) {
    return Stream.of(arguments).anyMatch(word -> word.equals("--world") || word.startsWith("--world="));
  }

  @Override
  public Integer call() throws IOException {
    if (!world.equals("digits")) {
      throw new ParameterException(spec.commandLine(), "--world must be digits, not \"" + world + "\"; without it, synthesize "
          + "makes the table of the drawn world");
    }
    Limits.require(spec, "--count", count, 1, 1_000_000);
    Limits.require(spec, "--digits", digits, 1, 2);
    new CommandPaths(spec).clipsWritten("--out", out).check();
    DigitClips clips;
    try (InterruptOnShutdown open = new InterruptOnShutdown(Generate.SECONDS_TO_STOP, () -> { });
        RunLock alone = new RunLock(out.resolve(CaptionedFolder.INDEX))) {
      requireEmpty();
      clips = DigitClips.synthesize(count, digits, seed);
      write(clips);
    }
    int training = clips.rows(Split.TRAINING).length;
    spec.commandLine().getOut().println(count + " clips in " + out + ": " + training + " " + CaptionedFolder.TRAINING + ", "
        + (count - training) + " " + CaptionedFolder.HELD_OUT);
    return 0;
  }

  private void requireEmpty() throws IOException {
    if (Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        if (files.map(file -> file.getFileName().toString())
            .anyMatch(name -> !RunLock.isLock(name) && !ClipDraft.isOfTheDesktop(name))) {
          throw new FileAlreadyExistsException(out.toString(), null, "the folder is not empty; name another one");
        }
      }
    }
  }

  private void write(DigitClips clips) throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "drawing " + count + " clips")) {
      for (int from = 0; from < count; from += AT_ONCE) {
        StoppedException.throwIfAsked();
        int to = Math.min(count, from + AT_ONCE);
        ParallelFiles.write(from, to, i -> AtomicFile.write(out.resolve(i + ".gif"), GifWriter.bytes(clips.clip(i), 1)));
        for (int i = from; i < to; i++) {
          rows.add(List.of(String.valueOf(i), clips.caption(i),
              clips.split(i) == Split.TRAINING ? CaptionedFolder.TRAINING : CaptionedFolder.HELD_OUT,
              clips.digits(i).stream().map(digit -> digit.digit() + ":" + digit.picture()).collect(Collectors.joining(" "))));
        }
        progress.update(to + " of " + count + " clips");
      }
      StoppedException.throwIfAsked();
      CsvFile.write(rows, out.resolve(CaptionedFolder.INDEX));      // last: where it stands, all clips are there
    } catch (IOException | RuntimeException | Error error) {
      for (int i = 0; i < count; i++) {
        Files.deleteIfExists(out.resolve(i + ".gif"));
      }
      throw error;
    }
  }
}
