package texttovideo.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import texttovideo.video.Clip;

/**
 * Frames that are missing from a clip, ways to fill them without a model, and how wrong a filling is.
 *
 * @param visible the numbers of the frames that are there; at least one
 */
public record Gap(Set<Integer> visible) {
  private static final int PAPER = 255;

  /** Checks that something is there. */
  public Gap {
    if (visible.isEmpty()) {
      throw new IllegalArgumentException("a gap needs a visible frame");
    }
    visible = Set.copyOf(visible);
  }

  /** The clip with its hidden frames replaced by those of another one of the same size. */
  public Clip filled(Clip seen, Clip other) {
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < seen.length(); f++) {
      frames.add(visible.contains(f) ? seen.frames().get(f) : other.frames().get(f));
    }
    return new Clip(frames, seen.height(), seen.width(), seen.fps());
  }

  /** The clip with its hidden frames blackened: what a search may look at. */
  public Clip blackened(Clip seen) {
    byte[] black = new byte[seen.height() * seen.width() * 3];
    List<byte[]> frames = Collections.nCopies(seen.length(), black);
    return filled(seen, new Clip(frames, seen.height(), seen.width(), seen.fps()));
  }

  /** Every hidden frame repeats the visible one before it, or the first visible one. */
  public Clip frozen(Clip seen) {
    return blended(seen, false);
  }

  /** Every hidden frame is mixed from the visible ones before and after it, by distance. */
  public Clip crossFaded(Clip seen) {
    return blended(seen, true);
  }

  /**
   * The mean difference, in pixel values 0-255, over the hidden frames; only where the truth or the answer has ink, as white
   * paper is easy to get right.
   */
  public double error(Clip truth, Clip answer) {
    double sum = 0;
    int count = 0;
    for (int f = 0; f < truth.length(); f++) {
      byte[] wanted = truth.frames().get(f);
      byte[] given = answer.frames().get(f);
      for (int i = 0; i < wanted.length && !visible.contains(f); i++) {
        count += (wanted[i] & given[i] & 255) < PAPER ? 1 : 0;
        sum += Math.abs((wanted[i] & 255) - (given[i] & 255));
      }
    }
    return sum / Math.max(1, count);
  }

  private Clip blended(Clip seen, boolean fade) {
    SortedSet<Integer> there = new TreeSet<>(visible);
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < seen.length(); f++) {
      SortedSet<Integer> head = there.headSet(f + 1);
      SortedSet<Integer> tail = there.tailSet(f);
      int before = head.isEmpty() ? there.first() : head.last();
      int after = tail.isEmpty() ? there.last() : tail.first();
      double share = fade && after > before ? (f - before) / (double) (after - before) : 0;
      frames.add(mixed(seen.frames().get(before), seen.frames().get(after), share));
    }
    return new Clip(frames, seen.height(), seen.width(), seen.fps());
  }

  private static byte[] mixed(byte[] first, byte[] second, double share) {
    byte[] mixed = new byte[first.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (byte) Math.round((1 - share) * (first[i] & 255) + share * (second[i] & 255));
    }
    return mixed;
  }
}
