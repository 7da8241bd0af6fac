package texttovideo.lessons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import texttovideo.video.Clip;

/** Which pixels of a clip are there; the others are hidden, to be filled in. */
public interface Mask {
  /** Whether a pixel is there; rows count from the top, columns from the left. */
  boolean shows(int frame, int row, int column);

  /** The clip with its hidden pixels replaced by those of another one of the same size. */
  default Clip filled(Clip clip, Clip other) {
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < clip.length(); f++) {
      byte[] frame = clip.frames().get(f).clone();
      for (int i = 0; i < frame.length; i++) {
        frame[i] = shows(f, i / 3 / clip.width(), i / 3 % clip.width()) ? frame[i] : other.frames().get(f)[i];
      }
      frames.add(frame);
    }
    return new Clip(frames, clip.height(), clip.width(), clip.fps());
  }

  /** The clip with its hidden pixels blackened: what a search may look at. */
  default Clip blackened(Clip clip) {
    byte[] black = new byte[clip.height() * clip.width() * 3];
    return filled(clip, new Clip(Collections.nCopies(clip.length(), black), clip.height(), clip.width(), clip.fps()));
  }

  /**
   * The mean difference, in pixel values 0-255, over what is hidden; only where the truth or the answer has ink, as the
   * white background is easy to get right. 0 if there is no such place.
   */
  default double error(Clip truth, Clip answer) {
    double sum = 0;
    int count = 0;
    for (int f = 0; f < truth.length(); f++) {
      byte[] wanted = truth.frames().get(f);
      byte[] given = answer.frames().get(f);
      for (int i = 0; i < wanted.length; i++) {
        if (!shows(f, i / 3 / truth.width(), i / 3 % truth.width())) {
          count += (wanted[i] & given[i] & 255) < 255 ? 1 : 0;       // 255 is background
          sum += Math.abs((wanted[i] & 255) - (given[i] & 255));
        }
      }
    }
    return sum / Math.max(1, count);
  }
}
