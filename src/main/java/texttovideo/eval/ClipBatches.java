package texttovideo.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import texttovideo.video.Clip;

/** Makes clips and looks at them without holding them all: the larger they are, the fewer are in memory together. */
final class ClipBatches {
  private static final long BYTES = 1L << 26;      // held at a time, and at least one clip
  private static final int CLIPS = 64;             // the same for small ones, so that progress is seen

  private ClipBatches() {
  }

  /**
   * What is seen in each of some clips, in order. Clips are made one after the other, in the calling thread, and looked at on
   * all cores.
   *
   * @param maker number 0, 1, ... to clip
   * @param look  clip to what is seen; must be safe from many threads
   */
  static <T> List<T> map(int count, IntFunction<Clip> maker, Function<Clip, T> look) {
    List<T> all = new ArrayList<>(count);
    List<Clip> held = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      Clip clip = maker.apply(i);
      held.add(clip);
      bytes += 3L * clip.length() * clip.height() * clip.width();
      if (bytes >= BYTES || held.size() == CLIPS || i == count - 1) {
        all.addAll(held.parallelStream().map(look).toList());
        held.clear();
        bytes = 0;
      }
    }
    return all;
  }
}
