package texttovideo.conv;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pictures of twice the height and width, by linear interpolation between the middles of pixels, edges repeated:
 * {@code [N, C, H, W] -> [N, C, 2H, 2W]}. Along each axis a new pixel is three quarters of the old one it lies in and a
 * quarter of the next nearest. Plain Java, picture by picture.
 */
public final class BilinearDoubling {
  private static final float NEAR = 0.75f;
  private static final float FAR = 0.25f;

  private BilinearDoubling() {
  }

  /** Adds the doubled pictures to those of the larger size. */
  public static void add(INDArray small, INDArray large) {
    int height = (int) small.size(2);
    int width = (int) small.size(3);
    float[] from = new float[height * width];
    float[] to = new float[4 * from.length];
    float[] row = new float[width];
    FloatPointer smalls = Floats.memory(small);
    FloatPointer larges = Floats.memory(large);
    for (long i = 0; i < small.size(0) * small.size(1); i++) {
      smalls.position(i * from.length).get(from);
      larges.position(i * to.length).get(to);
      for (int y = 0; y < 2 * height; y++) {
        mix(from, y / 2 * width, next(y, height) * width, row);
        for (int x = 0; x < width; x++) {
          int at = y * 2 * width + 2 * x;
          float near = NEAR * row[x];
          to[at] += near + FAR * row[Math.max(0, x - 1)];
          to[at + 1] += near + FAR * row[Math.min(width - 1, x + 1)];
        }
      }
      larges.position(i * to.length).put(to);
    }
  }

  /** The gradient {@code [N, C, H, W]} at the small pictures, from that at the large ones. */
  public static INDArray backward(INDArray dLarge) {
    int height = (int) dLarge.size(2) / 2;
    int width = (int) dLarge.size(3) / 2;
    INDArray dSmall = Floats.empty(dLarge.size(0), dLarge.size(1), height, width);
    float[] from = new float[4 * height * width];
    float[] to = new float[height * width];
    float[] row = new float[width];
    FloatPointer larges = Floats.memory(dLarge);
    FloatPointer smalls = Floats.memory(dSmall);
    for (long i = 0; i < dLarge.size(0) * dLarge.size(1); i++) {
      larges.position(i * from.length).get(from);
      Arrays.fill(to, 0);
      for (int y = 0; y < 2 * height; y++) {
        gather(from, y * 2 * width, row);
        addScaled(to, y / 2 * width, NEAR, row);
        addScaled(to, next(y, height) * width, FAR, row);
      }
      smalls.position(i * to.length).put(to);
    }
    return dSmall;
  }

  /** The old row that lies next nearest to a new one. */
  private static int next(int y, int height) {
    return Math.max(0, Math.min(height - 1, y / 2 + (y % 2 == 0 ? -1 : 1)));
  }

  private static void mix(float[] from, int near, int far, float[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] = NEAR * from[near + x] + FAR * from[far + x];
    }
  }

  /** A row of gradients at new pixels, gathered at the old ones. */
  private static void gather(float[] from, int start, float[] row) {
    int width = row.length;
    for (int x = 0; x < width; x++) {
      row[x] = NEAR * (from[start + 2 * x] + from[start + 2 * x + 1]);
    }
    for (int x = 0; x < width; x++) {
      row[Math.max(0, x - 1)] += FAR * from[start + 2 * x];
      row[Math.min(width - 1, x + 1)] += FAR * from[start + 2 * x + 1];
    }
  }

  private static void addScaled(float[] to, int start, float weight, float[] row) {
    for (int x = 0; x < row.length; x++) {
      to[start + x] += weight * row[x];
    }
  }
}
