package texttovideo.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.video.Clip;
import texttovideo.video.GifWriter;
import texttovideo.video.Mp4Writer;
import texttovideo.video.PngFrames;

/**
 * Clips on disk: {@code index.csv} with the columns {@code clip,prompt,seed}, and for each clip, named by its row's
 * number, {@code 7/frame-00.png}, ..., {@code 7.mp4} and {@code 7.gif}. The index is written last: where it stands, all
 * that it lists is there.
 *
 * @param folder where the clips are
 */
record ClipFolder(Path folder) {
  private static final List<String> COLUMNS = List.of("clip", "prompt", "seed");

  /**
   * One line of the index.
   *
   * @param clip   the name of the clip's files
   * @param prompt the sentence
   * @param seed   the noise it was made from
   */
  record Entry(String clip, String prompt, long seed) {
  }

  /**
   * Makes the folder ready to be written.
   *
   * @param overwrite whether clips that an earlier run left there may be removed; other files always stay
   * @throws IOException if the folder is not empty and may not be overwritten, or cannot be made
   */
  void prepare(boolean overwrite) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Files.createDirectories(folder);
    List<Path> found = files(folder);
    if (!found.isEmpty() && !overwrite) {
      throw new FileAlreadyExistsException(folder.toString(), null,
          "the folder is not empty; name another one, or replace the clips in it with --overwrite");
    }
    Files.deleteIfExists(index());         // first: from here on the folder makes no promise
    for (Path file : found) {
      String name = file.getFileName().toString();
      if (name.matches("\\d+") && Files.isDirectory(file)) {
        removeFrames(file);
      } else if (name.matches("\\d+\\.(mp4|gif)")) {
        Files.delete(file);
      }
    }
  }

  /** Writes one clip in its three forms. */
  void write(String name, Clip clip) throws IOException {
    PngFrames.write(clip, folder.resolve(name));
    Mp4Writer.write(clip, folder.resolve(name + ".mp4"));
    GifWriter.write(clip, folder.resolve(name + ".gif"));
  }

  /** Writes the index, after all clips. */
  void finish(List<Entry> entries) throws IOException {
    CsvFile.write(Table.create(
        StringColumn.create("clip", entries.stream().map(Entry::clip)),
        StringColumn.create("prompt", entries.stream().map(Entry::prompt)),
        LongColumn.create("seed", entries.stream().mapToLong(Entry::seed).toArray())), index());
  }

  /**
   * What the index lists.
   *
   * @throws IOException if it is missing or no index of clips; the message says what is wrong
   */
  List<Entry> entries() throws IOException {
    Table table = CsvFile.read(index());
    if (!table.columnNames().containsAll(COLUMNS)) {
      throw new IOException(index() + " must have the columns " + String.join(",", COLUMNS) + ", not "
          + String.join(",", table.columnNames()));
    }
    if (table.isEmpty()) {
      throw new IOException(index() + " lists no clip");
    }
    return IntStream.range(0, table.rowCount()).mapToObj(row -> new Entry(table.getString(row, "clip"),
        table.getString(row, "prompt"), Long.parseLong(table.getString(row, "seed")))).toList();
  }

  /** The frames of a clip, exact to the pixel; files do not say how fast they follow each other. */
  Clip read(Entry entry, int fps) throws IOException {
    return PngFrames.read(folder.resolve(entry.clip), fps);
  }

  private Path index() {
    return folder.resolve("index.csv");
  }

  private static void removeFrames(Path clip) throws IOException {
    for (Path file : files(clip)) {
      if (file.getFileName().toString().matches("frame-\\d+\\.png")) {
        Files.delete(file);
      }
    }
    if (files(clip).isEmpty()) {
      Files.delete(clip);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
