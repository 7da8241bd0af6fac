package texttovideo.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import texttovideo.text.WordTokenizer;
import texttovideo.video.Clip;
import texttovideo.video.ClipFit;
import texttovideo.video.ClipSource;

/**
 * The clips of a folder, decoded once and brought to one length and size. They lie in a file, not in memory
 * ({@link PackedClips}), which goes when this is closed. {@link #split} is {@link Split#TRAINING} or, for all that is held out,
 * {@link Split#UNSEEN_COMBINATION}; {@link #isHeard} tells clips of captions that training knows from the others.
 */
public final class FolderDataset implements ClipDataset, Closeable {
  private final CaptionedFolder folder;
  private final PackedClips clips;
  private final int[] numbers;                   // of the packed clip, by row
  private final boolean[] heldOut;               // by row
  private final Set<String> trained;             // captions, as WordTokenizer.key has them
  private final long fingerprint;

  private FolderDataset(CaptionedFolder folder, PackedClips clips, Map<Path, Integer> packed, Map<Path, Long> sums)
      throws IOException {
    this.folder = folder;
    this.clips = clips;
    List<CaptionedFolder.Row> rows = folder.rows();
    numbers = rows.stream().mapToInt(row -> packed.get(row.file())).toArray();
    Set<Path> chosen = folder.hasSplit() ? rows.stream().filter(CaptionedFolder.Row::heldOut)
        .map(CaptionedFolder.Row::file).collect(Collectors.toSet()) : HeldOut.choose(rows, folder.folder().toRealPath());
    heldOut = new boolean[rows.size()];
    for (int i = 0; i < heldOut.length; i++) {
      heldOut[i] = chosen.contains(rows.get(i).file());
    }
    CRC32 all = new CRC32();
    for (int i = 0; i < heldOut.length; i++) {
      all.update((rows.get(i).caption() + sums.get(rows.get(i).file()) + heldOut[i]).getBytes(UTF_8));
    }
    fingerprint = all.getValue();
    trained = IntStream.range(0, heldOut.length).filter(i -> !heldOut[i])
        .mapToObj(i -> WordTokenizer.key(rows.get(i).caption())).collect(Collectors.toSet());
  }

  /**
   * Decodes all clips of a folder, on all cores.
   *
   * @param fit      how they are brought to one length and size
   * @param room     a folder for the decoded clips
   * @param progress told how many clips are decoded, by one thread or another
   * @throws IOException if a clip is broken; the message names the row and the reason, and the lines of other broken ones. A
   *                     {@link ClosedByInterruptException} if the calling thread is interrupted
   */
  public static FolderDataset load(CaptionedFolder folder, ClipFit fit, Path room, IntConsumer progress) throws IOException {
    List<CaptionedFolder.Row> rows = List.copyOf(folder.rows().stream().collect(Collectors.toMap(CaptionedFolder.Row::file,
        row -> row, (first, second) -> first, LinkedHashMap::new)).values());      // each clip once
    FaultyRows faults = new FaultyRows(folder.folder().resolve(CaptionedFolder.INDEX));
    Map<Path, Integer> packed = new ConcurrentHashMap<>();
    Map<Path, Long> sums = new ConcurrentHashMap<>();
    PackedClips clips = new PackedClips(room, fit.frames(), fit.pixels(), fit.fps());
    try {
      Thread asked = Thread.currentThread();
      rows.parallelStream().forEach(row -> {
        if (asked.isInterrupted()) {
          return;
        }
        try {
          Clip clip = fit.read(new StoppableSource(ClipSource.of(row.file()), asked));
          sums.put(row.file(), sum(clip));
          int number = clips.add(clip);
          synchronized (packed) {                // each number is told once, in order
            packed.put(row.file(), number);
            progress.accept(packed.size());
          }
        } catch (IOException error) {
          faults.add(row.line(), error);
        }
      });
      if (asked.isInterrupted()) {
        throw new ClosedByInterruptException();
      }
      faults.throwIfAny();
      return new FolderDataset(folder, clips, packed, sums);
    } catch (IOException | RuntimeException error) {
      clips.close();
      throw error;
    }
  }

  /** A clip that is read no further once a thread is interrupted: a film may take minutes. */
  private record StoppableSource(ClipSource source, Thread asked) implements ClipSource {
    @Override
    public Header header() throws IOException {
      return source.header();
    }

    @Override
    public void read(Sink sink) throws IOException {
      try {
        source.read((time, rgb, height, width) -> {
          if (asked.isInterrupted()) {
            throw new CancellationException();
          }
          sink.take(time, rgb, height, width);
        });
      } catch (CancellationException stopped) {
        throw new ClosedByInterruptException();
      }
    }
  }

  private static long sum(Clip clip) {
    CRC32 sum = new CRC32();
    clip.frames().forEach(sum::update);
    return sum.getValue();
  }

  @Override
  public int size() {
    return numbers.length;
  }

  @Override
  public Clip clip(int i) {
    return clips.get(numbers[i]);
  }

  @Override
  public String caption(int i) {
    return folder.rows().get(i).caption();
  }

  @Override
  public Split split(int i) {
    return heldOut[i] ? Split.UNSEEN_COMBINATION : Split.TRAINING;
  }

  /** How many clips some rows name: one that has several captions counts once. */
  public int clips(int[] some) {
    return (int) IntStream.of(some).map(row -> numbers[row]).distinct().count();
  }

  /** Whether a caption, whatever its spelling, is one that some clip of training has. */
  public boolean isHeard(String caption) {
    return trained.contains(WordTokenizer.key(caption));
  }

  /** The rows of training, or all others. */
  public int[] rows(boolean training) {
    return IntStream.range(0, size()).filter(i -> heldOut[i] != training).toArray();
  }

  /** The captions of some rows in the spelling of the first, each with its rows, in the order of the list. */
  public Map<String, List<Integer>> byCaption(int[] some) {
    Map<String, List<Integer>> byKey = IntStream.of(some).boxed().collect(Collectors.groupingBy(
        i -> WordTokenizer.key(caption(i)), LinkedHashMap::new, Collectors.toList()));
    Map<String, List<Integer>> byCaption = new LinkedHashMap<>();
    byKey.values().forEach(rows -> byCaption.put(caption(rows.get(0)), rows));
    return Collections.unmodifiableMap(byCaption);
  }

  /** {@code C}: 1 where all clips are grey, else 3. */
  public int channels() {
    return clips.allGrey() ? 1 : 3;
  }

  /** What it was read from. */
  public CaptionedFolder folder() {
    return folder;
  }

  /** Changes with any caption, any clip, what is held out, and their order. */
  public long fingerprint() {
    return fingerprint;
  }

  /** Bytes of the decoded clips. */
  public long bytes() {
    return clips.length();
  }

  /** Removes the decoded clips. */
  @Override
  public void close() throws IOException {
    clips.close();
  }
}
