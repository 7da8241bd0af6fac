package texttovideo.data;

import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * Captioned clips to train on. Clips may be made or read when they are asked for: nothing needs to hold them all. Safe for any
 * number of threads.
 */
public interface ClipDataset {
  /** How many clips there are. */
  int size();

  /** A clip, {@code 0 .. size-1}; all of one length and size. */
  Clip clip(int i);

  /** What a clip shows, in words. */
  String caption(int i);

  /** What a clip is used for. */
  Split split(int i);

  /** The clips of a split, in order. */
  default int[] rows(Split split) {
    return IntStream.range(0, size()).filter(i -> split(i) == split).toArray();
  }
}
