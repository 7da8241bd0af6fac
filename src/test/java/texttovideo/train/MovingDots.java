package texttovideo.train;

import java.util.Arrays;
import java.util.List;
import texttovideo.data.ClipDataset;
import texttovideo.data.Split;
import texttovideo.text.WordTokenizer;
import texttovideo.video.Clip;

/** Twenty-four clips of 6 frames, 32x32: a dark square that goes left or right, from one of twelve places. */
final class MovingDots implements ClipDataset {
  private static final int SIDE = 32;
  private static final List<String> CAPTIONS = List.of("a square goes left", "the square goes right");

  static WordTokenizer tokenizer() {
    return WordTokenizer.of(CAPTIONS);
  }

  @Override
  public int size() {
    return 24;
  }

  @Override
  public Clip clip(int i) {
    return Clip.ofFrames(f -> {
      float[] frame = new float[3 * SIDE * SIDE];
      Arrays.fill(frame, 1);
      int left = i % 2 == 0 ? 20 - 3 * f : 4 + 3 * f;
      int top = i / 2 * 2;
      for (int at = 0; at < 3 * 8 * 8; at++) {
        frame[(at / 64 * SIDE + top + at / 8 % 8) * SIDE + left + at % 8] = at < 64 ? 0 : -1;
      }
      return frame;
    }, 6, SIDE, SIDE, 10);
  }

  @Override
  public String caption(int i) {
    return CAPTIONS.get(i % 2);
  }

  @Override
  public Split split(int i) {
    return Split.TRAINING;
  }
}
