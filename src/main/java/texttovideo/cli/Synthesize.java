package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;
import texttovideo.data.Manifest;
import texttovideo.data.Split;

/** True clips for training, as a table that draws each of them again. */
@Command(name = "synthesize", description = {"Makes the training data: a table with one row a clip.",
    "", "A row holds everything that draws its clip again to the pixel. The same seed gives the same table.",
    "With --world digits it makes a folder of captioned clips of real handwriting instead: 'synthesize --world digits --help' "
    + "says how."},
    footer = {"", "Examples:",
        "  " + Main.NAME + " synthesize --out clips.csv --export 0-9 --into true-clips",
        "  " + Main.NAME + " synthesize --world digits --out digits"})
final class Synthesize implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the table, a CSV file")
  private Path out;

  @Option(names = "--clips", defaultValue = "10000", paramLabel = "N",
      description = "rows in the table (default: ${DEFAULT-VALUE})")
  private int clips;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
      description = "decides every row (default: ${DEFAULT-VALUE}, as in training)")
  private long seed;

  @ArgGroup(exclusive = false)
  private Export export;

  /** Which clips to write as files, too. */
  private static final class Export {
    @Option(names = "--export", required = true, paramLabel = "ROWS",
        description = "also write these rows' clips as MP4, GIF and PNG frames, such as 0-9 or 0,5,100-119")
    private String rows;

    @Option(names = "--into", required = true, paramLabel = "DIR",
        description = "folder for these clips, laid out as 'generate' does, each named by its row")
    private Path folder;

    @Option(names = "--overwrite", description = "replace the clips that index.csv in DIR lists, and nothing else")
    private boolean overwrite;
  }

  @Override
  public Integer call() throws IOException {
    Limits.require(spec, "--clips", clips, 1, 10_000_000);
    List<Integer> exported = export == null ? List.of() : rows(export.rows);
    new CommandPaths(spec).written("--out", out, ".csv").clipsWritten("--into", export == null ? null : export.folder).check();
    if (export == null) {
      try (InterruptOnShutdown open = new InterruptOnShutdown(Generate.SECONDS_TO_STOP, () -> { })) {
        save(table());
      }
      return 0;
    }
    List<String> names = exported.stream().map(String::valueOf).toList();
    try (ClipDraft draft = new ClipDraft(export.folder, names, export.overwrite);
        InterruptOnShutdown open = new InterruptOnShutdown(Generate.SECONDS_TO_STOP, () -> Generate.discard(draft))) {
      Manifest manifest = table();
      write(manifest, exported, draft);
      save(manifest);                            // late: whoever stops the command finds nothing written
      draft.publish();
    }
    spec.commandLine().getOut().println(exported.size() + " of them in " + export.folder);
    return 0;
  }

  private Manifest table() {
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "drawing " + clips + " rows")) {
      return Manifest.synthesize(clips, seed);
    }
  }

  private void save(Manifest manifest) throws IOException {
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "writing " + clips + " rows")) {
      StoppedException.throwIfAsked();
      manifest.save(out);
    }
    StringBuilder splits = new StringBuilder();
    for (Split split : Split.values()) {
      splits.append(splits.isEmpty() ? "" : ", ").append(manifest.rows(split).length).append(' ').append(split.label());
    }
    spec.commandLine().getOut().println(clips + " clips in " + out + ": " + splits);
  }

  private void write(Manifest manifest, List<Integer> rows, ClipDraft draft) throws IOException {
    Table table = manifest.table();
    List<ClipFolder.Entry> entries = new ArrayList<>();
    try (ProgressLine progress = new ProgressLine(spec.commandLine(), "0 of " + rows.size() + " clips written")) {
      for (int row : rows) {
        StoppedException.throwIfAsked();
        draft.write(String.valueOf(row), manifest.clip(row));
        entries.add(new ClipFolder.Entry(String.valueOf(row), manifest.prompt(row).sentence(),
            table.longColumn("seed").getLong(row)));
        progress.update(entries.size() + " of " + rows.size() + " clips written");
      }
    }
    draft.list(entries);
  }

  /** Row numbers such as {@code 0,5,100-119}, in the order they are named. */
  private List<Integer> rows(String text) {
    List<Integer> rows = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.matches("\\d{1,9}(-\\d{1,9})?")) {
        throw new ParameterException(spec.commandLine(),
            "--export takes row numbers such as 0-9 or 0,5,100-119, not \"" + text + "\"");
      }
      int first = Integer.parseInt(part.replaceFirst("-.*", ""));
      int last = Integer.parseInt(part.replaceFirst(".*-", ""));
      if (last < first) {
        throw new ParameterException(spec.commandLine(), "--export " + part + " names no row: the first must not be after "
            + "the last");
      }
      Limits.require(spec, "a row of --export", last, 0, clips - 1);
      for (int row = first; row <= last; row++) {
        rows.add(row);
      }
    }
    return rows.stream().distinct().toList();
  }
}
