package texttovideo.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import texttovideo.video.Clip;

/**
 * Frames that are missing from a clip, and ways to fill them without a model.
 *
 * @param visible the numbers of the frames that are there; at least one
 */
public record Gap(Set<Integer> visible) implements Mask {
  /** Checks that something is there. */
  public Gap {
    if (visible.isEmpty()) {
      throw new IllegalArgumentException("a gap needs a visible frame");
    }
    visible = Set.copyOf(visible);
  }

  @Override
  public boolean shows(int frame, int row, int column) {
    return visible.contains(frame);
  }

  /** Every hidden frame repeats the visible one before it, or the first visible one. */
  public Clip frozen(Clip clip) {
    return blended(clip, false);
  }

  /** Every hidden frame is mixed from the visible ones before and after it, by distance. */
  public Clip crossFaded(Clip clip) {
    return blended(clip, true);
  }

  private Clip blended(Clip clip, boolean fade) {
    SortedSet<Integer> there = new TreeSet<>(visible);
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < clip.length(); f++) {
      SortedSet<Integer> head = there.headSet(f + 1);
      SortedSet<Integer> tail = there.tailSet(f);
      int before = head.isEmpty() ? there.first() : head.last();
      int after = tail.isEmpty() ? there.last() : tail.first();
      double share = fade && after > before ? (f - before) / (double) (after - before) : 0;
      frames.add(mixed(clip.frames().get(before), clip.frames().get(after), share));
    }
    return new Clip(frames, clip.height(), clip.width(), clip.fps());
  }

  private static byte[] mixed(byte[] first, byte[] second, double share) {
    byte[] mixed = new byte[first.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (byte) Math.round((1 - share) * (first[i] & 255) + share * (second[i] & 255));
    }
    return mixed;
  }
}
