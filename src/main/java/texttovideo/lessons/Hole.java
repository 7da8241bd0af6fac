package texttovideo.lessons;

import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * A rectangle that is hidden in every frame of a clip, and a way to fill it without a model.
 *
 * @param left   its first column, in pixels from the left edge
 * @param top    its first row, in pixels from the top edge
 * @param width  in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Hole(int left, int top, int width, int height) implements Mask {
  /** Checks the numbers. */
  public Hole {
    if (left < 0 || top < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException("a hole begins at 0 or later and is at least 1 wide and high, not "
          + left + ", " + top + ", " + width + ", " + height);
    }
  }

  @Override
  public boolean shows(int frame, int row, int column) {
    return row < top || row >= top + height || column < left || column >= left + width;
  }

  /** Every hidden pixel is mixed from the nearest ones that are there, left, right, above and below: near ones count more. */
  public Clip smoothed(Clip clip) {
    if (width >= clip.width() && height >= clip.height()) {
      throw new IllegalArgumentException("a hole of " + width + "x" + height + " leaves nothing of " + clip.width() + "x"
          + clip.height() + " pixels to fill it from");
    }
    List<byte[]> frames = IntStream.range(0, clip.length()).mapToObj(f -> {
      byte[] frame = clip.frames().get(f).clone();
      for (int i = 0; i < frame.length; i++) {
        int row = i / 3 / clip.width();
        int column = i / 3 % clip.width();
        frame[i] = shows(f, row, column) ? frame[i] : (byte) mixed(clip, f, row, column, i % 3);
      }
      return frame;
    }).toList();
    return new Clip(frames, clip.height(), clip.width(), clip.fps());
  }

  private long mixed(Clip clip, int f, int row, int column, int channel) {
    int[][] borders = {{row, left - 1}, {row, left + width}, {top - 1, column}, {top + height, column}};
    double sum = 0;
    double weights = 0;
    for (int[] at : borders) {
      if (at[0] >= 0 && at[0] < clip.height() && at[1] >= 0 && at[1] < clip.width()) {
        double weight = 1.0 / (Math.abs(at[0] - row) + Math.abs(at[1] - column));
        sum += weight * clip.value(f, at[0], at[1], channel);
        weights += weight;
      }
    }
    return Math.round(sum / weights);
  }
}
