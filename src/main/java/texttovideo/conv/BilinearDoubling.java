package texttovideo.conv;

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
    float[] row = new float[width + 2];                   // with the edges repeated
    FloatPointer smalls = Floats.memory(small);
    FloatPointer larges = Floats.memory(large);
    for (long i = 0; i < small.size(0) * small.size(1); i++) {
      smalls.position(i * from.length).get(from);
      larges.position(i * to.length).get(to);
      for (int y = 0; y < 2 * height; y++) {
        int next = Math.max(0, Math.min(height - 1, y / 2 + (y % 2 == 0 ? -1 : 1)));
        for (int x = 0; x < width; x++) {
          row[x + 1] = NEAR * from[y / 2 * width + x] + FAR * from[next * width + x];
        }
        repeatEdges(row);
        for (int x = 0; x < width; x++) {
          int at = (y * width + x) * 2;
          float near = NEAR * row[x + 1];
          to[at] += near + FAR * row[x];
          to[at + 1] += near + FAR * row[x + 2];
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
    float[] row = new float[2 * width + 2];               // with the edges repeated
    FloatPointer larges = Floats.memory(dLarge);
    FloatPointer smalls = Floats.memory(dSmall);
    for (long i = 0; i < dLarge.size(0) * dLarge.size(1); i++) {
      larges.position(i * from.length).get(from);
      for (int y = 0; y < height; y++) {
        int upper = 4 * y * width;
        int lower = upper + 2 * width;
        int above = y == 0 ? upper : upper - 2 * width;
        int below = y == height - 1 ? lower : lower + 2 * width;
        for (int x = 0; x < 2 * width; x++) {
          row[x + 1] = NEAR * (from[upper + x] + from[lower + x]) + FAR * (from[above + x] + from[below + x]);
        }
        repeatEdges(row);
        for (int x = 0; x < width; x++) {
          to[y * width + x] = NEAR * (row[2 * x + 1] + row[2 * x + 2]) + FAR * (row[2 * x] + row[2 * x + 3]);
        }
      }
      smalls.position(i * to.length).put(to);
    }
    return dSmall;
  }

  private static void repeatEdges(float[] row) {
    row[0] = row[1];
    row[row.length - 1] = row[row.length - 2];
  }
}
