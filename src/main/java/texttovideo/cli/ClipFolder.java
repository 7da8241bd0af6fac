package texttovideo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import texttovideo.data.CsvFile;
import texttovideo.video.Clip;
import texttovideo.video.ClipSource;
import texttovideo.video.PngFrames;

/**
 * Clips on disk: {@code index.csv} with the columns {@code clip,prompt,seed}, and for each clip, named by its row's
 * number, {@code 7/frame-00.png}, ..., {@code 7.mp4} and {@code 7.gif}. {@link ClipDraft} writes them; where the index
 * stands, all that it lists is there.
 *
 * @param folder where the clips are
 */
record ClipFolder(Path folder) {
  /** The file that lists the clips. */
  static final String INDEX = "index.csv";
  /** The folder in which clips are made before they take their place. */
  static final String UNFINISHED = ".text-to-video-unfinished";
  /** Its columns. */
  static final List<String> COLUMNS = List.of("clip", "prompt", "seed");

  /**
   * One line of the index.
   *
   * @param clip   the name of the clip's files
   * @param prompt the sentence
   * @param seed   the noise it was made from
   */
  record Entry(String clip, String prompt, long seed) {
    List<String> cells() {
      return List.of(clip, prompt, String.valueOf(seed));
    }
  }

  /** Whether a name in such a folder is one that clips or their index have, in any spelling. */
  static boolean isOwn(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(INDEX) || lower.equals(UNFINISHED) || lower.matches("\\d+(\\.(mp4|gif))?");
  }

  /**
   * What the index lists.
   *
   * @throws IOException if it is missing or no index of clips, or lists a clip twice; the message says what is wrong, and
   *                     where
   */
  List<Entry> entries() throws IOException {
    return entries(index());
  }

  /** What an index file lists. */
  static List<Entry> entries(Path index) throws IOException {
    List<CsvFile.Row> rows = CsvFile.read(index);
    List<String> names = rows.isEmpty() ? List.of() : rows.get(0).cells();
    if (!names.containsAll(COLUMNS)) {
      throw new IOException(index + " must have the columns " + String.join(",", COLUMNS) + ", not "
          + (names.isEmpty() ? "none" : String.join(",", names)));
    }
    if (rows.size() == 1) {
      throw new IOException(index + " lists no clip");
    }
    int[] places = CsvFile.places(names, COLUMNS, index);
    List<Entry> entries = new ArrayList<>();
    Map<Path, CsvFile.Row> listed = new HashMap<>();
    for (CsvFile.Row row : rows.subList(1, rows.size())) {
      String where = index + ", line " + row.line();
      String clip = name(row.cells().get(places[0]), where);
      entries.add(new Entry(clip, row.cells().get(places[1]), seed(row.cells().get(places[2]), where)));
      CsvFile.Row before = listed.putIfAbsent(real(index.resolveSibling(clip)), row);
      if (before != null) {
        String name = before.cells().get(places[0]);
        throw new IOException(where + ": the clip \"" + clip + "\" is in line " + before.line() + " already"
            + (name.equals(clip) ? "" : ", as \"" + name + "\""));
      }
    }
    return entries;
  }

  /** One clip may have several names: through links, or where the file system does not tell capitals from small letters. */
  private static Path real(Path clip) throws IOException {
    return Files.exists(clip) ? clip.toRealPath() : clip;
  }

  /** A clip lies in the folder: its name must not lead out of it. */
  private static String name(String cell, String where) throws IOException {
    if (!cell.matches("[^/\\\\:\\p{Cntrl}]+") || cell.matches("\\.\\.?")) {
      throw new IOException(where + ": a clip is named by its number, such as 7, not \"" + cell + "\"");
    }
    return cell;
  }

  private static long seed(String cell, String where) throws IOException {
    try {
      return Long.parseLong(cell.strip());
    } catch (NumberFormatException error) {
      throw new IOException(where + ": a seed is a whole number from -2^63 to 2^63-1, such as 7, not \"" + cell
          + "\"", error);
    }
  }

  /** The frames of a clip, exact to the pixel; files do not say how fast they follow each other. */
  Clip read(Entry entry, int fps) throws IOException {
    Path clip = folder.resolve(entry.clip);
    if (Files.exists(clip)) {
      ClipSource.requireInside(clip, folder);
    }
    return PngFrames.read(clip, fps);
  }

  /** Changes whenever the clips are replaced: equal before and after they were read, they are all of one run. */
  Object version() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(index(), BasicFileAttributes.class);
      return Objects.hash(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (NoSuchFileException replacedJustNow) {
      return "none";
    }
  }

  private Path index() {
    return folder.resolve(INDEX);
  }
}
