package texttovideo.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import texttovideo.text.WordTokenizer;
import texttovideo.video.ClipFit;
import texttovideo.video.ClipSource;

/**
 * A folder of captioned clips as its {@code index.csv} lists them: columns {@code clip}, {@code caption} and, if wanted,
 * {@code split}; others are passed over. A clip is named by its file's name, with or without its ending ({@code .gif},
 * {@code .mp4}, {@code .m4v}, {@code .mov}), or by its folder of PNG frames. A clip may have several captions, one a row; a row that says what one before it says counts once.
 *
 * @param folder   where the clips are
 * @param rows     what is listed, in order
 * @param hasSplit whether the list says what is held out
 * @param repeated which rows were passed over, as they name a clip with a caption that it has already; empty if none was
 */
public record CaptionedFolder(Path folder, List<Row> rows, boolean hasSplit, String repeated) {
  /** The file that lists the clips. */
  public static final String INDEX = "index.csv";
  /** What a {@code split} says of a clip to train on. */
  public static final String TRAINING = "training";
  /** What a {@code split} says of a clip that is kept apart. */
  public static final String HELD_OUT = "held out";

  private static final List<String> ENDINGS = List.of(".gif", ".mp4", ".m4v", ".mov");
  private static final List<String> KINDS = Stream.of(Stream.of(""), ENDINGS.stream(),     // exact names first
      ENDINGS.stream().map(ending -> ending.toUpperCase(Locale.ROOT))).flatMap(kinds -> kinds).toList();
  private static final int WORDS = 200;          // a caption may have
  private static final int FRAMES = 16;          // chosen at most
  private static final int SMALLEST = 32;
  private static final int LARGEST = 64;
  private static final int STEP = 16;            // between the sizes that a generator can have

  /**
   * A row of the list.
   *
   * @param line    the line of the file that it begins on, from 1
   * @param file    the clip: a file, or a folder of frames
   * @param header  how large and long the clip is
   * @param caption its words, as they were written
   * @param heldOut whether the list says that it is not for training
   */
  public record Row(int line, Path file, ClipSource.Header header, String caption, boolean heldOut) {
  }

  /**
   * Reads the list and looks at every clip's beginning; no clip is decoded yet.
   *
   * @throws IOException if a row cannot be used; the message names the lines of all such rows, and their reasons
   */
  public static CaptionedFolder read(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder of clips: it is " + (Files.exists(folder) ? "a file" : "not there"));
    }
    if (!Files.isExecutable(folder)) {
      throw new AccessDeniedException(folder.toString());            // what is in it cannot be told
    }
    if (!Files.exists(index)) {
      throw new IOException(folder + " holds no " + INDEX + ": a text with the columns clip,caption and a row a clip");
    }
    List<CsvFile.Row> table = CsvFile.read(index);
    List<String> names = table.isEmpty() ? List.of()
        : table.get(0).cells().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (String column : List.of("clip", "caption")) {
      if (!names.contains(column)) {
        throw new IOException(index + " has no column \"" + column + "\"; its columns are " + (names.isEmpty() ? "none"
            : String.join(", ", names)) + (names.stream().anyMatch(name -> name.contains("|"))
            ? "; save it with commas between the columns" : ""));
      }
    }
    if (table.size() == 1) {
      throw new IOException(index + " lists no clip");
    }
    Reader reader = new Reader(folder.toRealPath(), index, names);
    List<Row> rows = reader.rows(table.subList(1, table.size()));
    return new CaptionedFolder(folder, rows, names.contains("split"), reader.repeats.told("other lines that repeat one"));
  }

  /** Takes the rows apart and remembers what is wrong with them. */
  private static final class Reader {
    private final Path folder;
    private final int clip;
    private final int caption;
    private final int split;
    private final FaultyRows faults;
    private final FaultyRows repeats;
    private final Map<Path, ClipSource.Header> headers = new HashMap<>();
    private final Map<Path, Boolean> splits = new HashMap<>();
    private final Map<List<String>, Integer> lines = new HashMap<>();      // by clip and caption

    Reader(Path folder, Path index, List<String> names) throws IOException {
      this.folder = folder;
      int[] places = CsvFile.places(names, List.of("clip", "caption", "split"), index);
      clip = places[0];
      caption = places[1];
      split = places[2];
      faults = new FaultyRows(index);
      repeats = new FaultyRows(index);
    }

    List<Row> rows(List<CsvFile.Row> table) throws IOException {
      List<Row> rows = new ArrayList<>();
      for (CsvFile.Row row : table) {
        try {
          Row read = row(row);
          Integer before = lines.putIfAbsent(List.of(read.file.toString(), WordTokenizer.key(read.caption)), row.line());
          if (before == null) {
            rows.add(read);
          } else {
            repeats.add(row.line(), new IOException("the clip \"" + row.cells().get(clip) + "\" has this caption in line " + before
                + " already, so the row is passed over"));
          }
        } catch (IOException error) {
          faults.add(row.line(), error);
        }
      }
      faults.throwIfAny();
      return List.copyOf(rows);
    }

    private Row row(CsvFile.Row row) throws IOException {
      String text = Normalizer.normalize(row.cells().get(caption), Normalizer.Form.NFC).strip();
      int words = WordTokenizer.words(text).size();
      if (words == 0 || words > WORDS) {
        throw new IOException(text.isEmpty() ? "the caption is empty" : "the caption \"" + (words == 0 ? text : words + " words")
            + "\" must have 1 to " + WORDS + " words");
      }
      boolean heldOut = split >= 0 && isHeldOut(row.cells().get(split).strip());
      Path file = file(row.cells().get(clip).strip());
      splits.putIfAbsent(file, heldOut);
      if (splits.get(file) != heldOut) {
        throw new IOException("the clip \"" + row.cells().get(clip) + "\" is " + TRAINING + " in one row and " + HELD_OUT
            + " in another");
      }
      if (!headers.containsKey(file)) {
        headers.put(file, ClipSource.of(file).header());
      }
      return new Row(row.line(), file, headers.get(file), text, heldOut);
    }

    private static boolean isHeldOut(String text) throws IOException {
      return switch (text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
        case "training", "train" -> false;
        case "heldout", "test", "validation" -> true;
        default -> throw new IOException("split must be \"" + TRAINING + "\" or \"" + HELD_OUT + "\", not \"" + text + "\"");
      };
    }

    /** The clip's file or folder, links followed; it must lie in this folder. */
    private Path file(String name) throws IOException {
      if (name.isEmpty()) {
        throw new IOException("no clip is named");
      }
      for (String spelling : List.of(name, Normalizer.normalize(name, Normalizer.Form.NFC),
          Normalizer.normalize(name, Normalizer.Form.NFD))) {        // an accent may be a sign of its own: macOS names files so
        Set<Path> found = found(spelling, name);
        if (found.size() > 1) {
          throw new IOException("the clip \"" + name + "\" may be " + found.stream().map(file -> file.getFileName().toString())
              .collect(Collectors.joining(" or ")) + ": name it with its ending");
        }
        if (!found.isEmpty()) {
          return found.iterator().next();
        }
      }
      throw new IOException("there is no clip \"" + name + "\": no folder of that name, and no file with or without "
          + String.join(", ", ENDINGS) + hint(name));
    }

    /** The file of just this name, or the folder of it and the files of it and an ending; links followed. */
    private Set<Path> found(String spelling, String told) throws IOException {
      Set<Path> found = new LinkedHashSet<>();
      for (String kind : KINDS) {
        Path file = inside(spelling + kind, told);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          if (!Files.exists(file)) {
            throw new IOException("the clip \"" + told + "\" is a link that leads nowhere");
          }
          ClipSource.requireInside(file, folder);
          found.add(file.toRealPath());
          if (kind.isEmpty() && !Files.isDirectory(file)) {
            break;
          }
        }
      }
      return found;
    }

    /** What may have been meant. */
    private String hint(String name) throws IOException {
      if (name.contains("\\")) {
        return "; folders are parted by /";
      }
      Path parent = inside(name, name).getParent();
      if (Files.isDirectory(parent) && !Files.isExecutable(parent)) {
        throw new AccessDeniedException(parent.toString());          // the clip may be there
      }
      if (!Files.isDirectory(parent) || !Files.isReadable(parent)) {
        return "";
      }
      String wanted = stem(Path.of(name)).toLowerCase(Locale.ROOT);
      try (Stream<Path> files = Files.list(parent)) {
        return files.filter(file -> isClip(file.getFileName().toString()) || Files.isDirectory(file))
            .filter(file -> stem(file).toLowerCase(Locale.ROOT).equals(wanted)).map(file -> file.getFileName().toString())
            .sorted().findFirst().map(file -> "; there is \"" + file + "\"").orElse("");
      }
    }

    private Path inside(String name, String told) throws IOException {
      try {
        Path file = folder.resolve(name).normalize();
        if (!name.startsWith("/") && !name.matches("[A-Za-z]:.*|\\\\.*") && file.startsWith(folder) && !file.equals(folder)) {
          return file;
        }
      } catch (InvalidPathException noPath) {
        throw new IOException("the clip \"" + told + "\" is no name of a file in this system's encoding, "
            + System.getProperty("sun.jnu.encoding") + "; LC_ALL=C.UTF-8 in the environment makes it UTF-8", noPath);
      }
      throw new IOException("the clip \"" + told + "\" lies outside the folder: clips are named as seen from it");
    }
  }

  /**
   * One length and size for all: that of most clips as far as they go, at most 64x64 pixels and 16 frames.
   *
   * @param frames {@code F}; null to choose: that of the clip in the middle, when they are ordered by length, from 2 to 16
   * @param pixels {@code H} and {@code W}; null to choose: the shorter side of the clip in the middle, from 32 to 64, a multiple
   *               of 16
   */
  public ClipFit fit(Integer frames, Integer pixels, int fps) {
    int length = frames != null ? frames : Math.max(2, Math.min(FRAMES, middle(ClipSource.Header::frames)));
    int side = middle(header -> Math.min(header.height(), header.width()));
    int size = pixels != null ? pixels : Math.max(SMALLEST, Math.min(LARGEST, side / STEP * STEP));
    return new ClipFit(length, size, fps);
  }

  private int middle(ToIntFunction<ClipSource.Header> number) {
    return rows.stream().map(Row::header).mapToInt(number).sorted().skip(rows.size() / 2).findFirst().orElseThrow();
  }

  /** Says how clips are brought to one length and size. */
  public String how(ClipFit fit) {
    IntSummaryStatistics frames = rows.stream().mapToInt(row -> row.header().frames()).summaryStatistics();
    List<ClipSource.Header> sizes = rows.stream().map(Row::header).sorted(Comparator.comparingLong(
        header -> (long) header.height() * header.width())).toList();
    ClipSource.Header small = sizes.get(0);
    ClipSource.Header large = sizes.get(sizes.size() - 1);
    boolean square = sizes.stream().allMatch(header -> header.height() == header.width());
    boolean oneSize = sizes.stream().allMatch(header -> header.height() == large.height() && header.width() == large.width());
    boolean sameSize = square && oneSize && large.height() == fit.pixels();
    boolean sameLength = frames.getMin() == fit.frames() && frames.getMax() == fit.frames();
    String found = size(small) + (oneSize ? "" : " to " + size(large)) + " pixels, " + frames.getMin()
        + (frames.getMin() == frames.getMax() ? "" : " to " + frames.getMax()) + (frames.getMax() == 1 ? " frame" : " frames");
    return found + (sameSize && sameLength ? ", used as they are" : "; used: "
        + (sameSize ? "" : (square ? "all" : "the middle square of all") + " brought to "
            + fit.pixels() + "x" + fit.pixels() + " pixels, ")
        + (sameLength ? "all frames" : fit.frames() + " frames evenly spaced in time"
            + (frames.getMin() < fit.frames() ? " (shorter clips show some twice)" : "")));
  }

  private static String size(ClipSource.Header header) {
    return header.width() + "x" + header.height();
  }

  /** Whether a name is one that a clip or one of its frames may have. */
  public static boolean isClip(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(png|gif|mp4|m4v|mov)");
  }

  /** How many clips the list names. */
  public int clips() {
    return (int) rows.stream().map(Row::file).distinct().count();
  }

  /** How many clips lie in the folder that the list does not name. */
  public int unlisted() throws IOException {
    Path real = folder.toRealPath();
    Set<Path> listed = rows.stream().map(Row::file).collect(Collectors.toSet());
    Set<String> stems = listed.stream().filter(file -> file.getParent().equals(real)).map(CaptionedFolder::stem)
        .collect(Collectors.toSet());
    List<Path> clips;
    try (Stream<Path> files = Files.list(real)) {
      clips = files.filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)
          .matches("[^.].*\\.(gif|mp4|m4v|mov)") && !stems.contains(stem(file)) && Files.exists(file)).toList();
    }
    Set<String> others = new HashSet<>();
    for (Path clip : clips) {
      if (!listed.contains(clip.toRealPath())) {                     // a link to one that is listed is no other clip
        others.add(stem(clip));
      }
    }
    return others.size();
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
  }
}
