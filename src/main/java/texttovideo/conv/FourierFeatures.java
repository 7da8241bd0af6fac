package texttovideo.conv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.nn.Gradients;
import texttovideo.nn.Layer;
import texttovideo.nn.Rows;

/**
 * Maps of waves that an affine transform moves, turns and scales: {@code [N, 6] -> [N, 32, S, S]}. What later layers make of the
 * waves goes where the waves go. After Karras et al. 2021, "Alias-Free Generative Adversarial Networks", section 3.2, where a style
 * moves and turns the waves that a generator begins with; here it scales and shears them, too. It has no weights.
 *
 * <p>With half of each of the numbers a to f, the place (x, y), each -1 to 1 over the map, first moves to (x + e, y + f) and then
 * becomes (u, v), by u = (1 + a) (x + e) + b (y + f) and v = c (x + e) + (1 + d) (y + f). In these coordinates lie 16 waves, of
 * four directions and of lengths from a quarter of a map to two maps, each a map of its sine and one of its cosine. On maps of 8
 * or less the shortest of them alias.
 */
public final class FourierFeatures implements Layer<INDArray> {
  /** How many numbers an affine transform has. */
  public static final int NUMBERS = 6;
  private static final int X = 4;                                // where e stands among them
  private static final int Y = 5;                                // and f
  private static final float HALF = 0.5f;                        // of the numbers' weight, so that transforms change slowly
  private static final int DIRECTIONS = 4;
  private static final double[] CYCLES = {0.25, 0.5, 1, 2};      // of a wave, over half a map
  private static final int WAVES = DIRECTIONS * CYCLES.length;
  /** How many maps there are of one transform. */
  public static final int MAPS = 2 * WAVES;

  private final float[] places;                                  // [S]

  /** @param side {@code S}, at least 1 */
  public FourierFeatures(int side) {
    places = new float[side];
    for (int i = 0; i < side; i++) {
      places[i] = (2 * i + 1f) / side - 1;
    }
  }

  @Override
  public Layer.Pass<INDArray> forward(INDArray x) {
    Pass pass = new Pass(transforms(x), Floats.empty(x.size(0), MAPS, places.length, places.length));
    float[] pair = new float[2 * places.length * places.length];
    FloatPointer to = Floats.memory(pass.output);
    for (int i = 0; i < pass.waves(); i++) {
      draw(pass.wave(i), pair);
      to.position((long) i * pair.length).put(pair);
    }
    return pass;
  }

  private static float[][] transforms(INDArray x) {
    float[][] transforms = Floats.rows(x);
    for (float[] transform : transforms) {
      Rows.scaleAndShift(transform, HALF, 0, transform);
    }
    return transforms;
  }

  /** A wave's sines {@code [S, S]}, then its cosines, by those along a row and along a column. */
  private void draw(Wave wave, float[] pair) {
    int side = places.length;
    int area = side * side;
    for (int column = 0; column < side; column++) {
      pair[column] = (float) Math.sin(wave.perX * places[column]);
      pair[area + column] = (float) Math.cos(wave.perX * places[column]);
    }
    for (int row = side - 1; row >= 0; row--) {      // the first last: the others are made from it
      float sine = (float) Math.sin(wave.atCentre + wave.perY * places[row]);
      float cosine = (float) Math.cos(wave.atCentre + wave.perY * places[row]);
      for (int column = 0; column < side; column++) {
        float across = pair[column];
        float acrossCosine = pair[area + column];
        pair[row * side + column] = across * cosine + acrossCosine * sine;
        pair[area + row * side + column] = acrossCosine * cosine - across * sine;
      }
    }
  }

  /** How the phase of a wave changes over the map, and what it is in the middle. */
  private record Wave(double perX, double perY, double atCentre) {
    /** @param t a transform {@code [6]} */
    static Wave of(int number, float[] t) {
      double perU = perU(number);
      double perV = perV(number);
      double perX = perU * (1 + t[0]) + perV * t[2];
      double perY = perU * t[1] + perV * (1 + t[3]);
      return new Wave(perX, perY, perX * t[X] + perY * t[Y]);
    }

    static double perU(int number) {
      return radians(number) * Math.cos(angle(number));
    }

    static double perV(int number) {
      return radians(number) * Math.sin(angle(number));
    }

    private static double radians(int number) {
      return 2 * Math.PI * CYCLES[number / DIRECTIONS];
    }

    private static double angle(int number) {
      return Math.PI * (number % DIRECTIONS) / DIRECTIONS;
    }
  }

  private final class Pass implements Layer.Pass<INDArray> {
    private final float[][] transforms;      // [N][6]
    private final INDArray output;           // [N, 32, S, S]

    Pass(float[][] transforms, INDArray output) {
      this.transforms = transforms;
      this.output = output;
    }

    private int waves() {
      return transforms.length * WAVES;
    }

    private Wave wave(int i) {
      return Wave.of(i % WAVES, transforms[i / WAVES]);
    }

    @Override
    public INDArray output() {
      return output;
    }

    @Override
    public INDArray backward(INDArray dOutput, Gradients gradients) {
      float[][] dTransforms = new float[transforms.length][NUMBERS];
      float[] pair = new float[2 * places.length * places.length];
      float[] dPair = new float[pair.length];
      FloatPointer from = Floats.memory(output);
      FloatPointer dFrom = Floats.memory(dOutput);
      for (int i = 0; i < waves(); i++) {
        from.position((long) i * pair.length).get(pair);
        dFrom.position((long) i * pair.length).get(dPair);
        addTransformGradient(i, phaseGradient(pair, dPair), dTransforms[i / WAVES]);
      }
      return Floats.toArray(dTransforms);
    }

    /** The sums over the map of a phase's gradient times x, of it times y, and of it alone. */
    private float[] phaseGradient(float[] pair, float[] dPair) {
      int side = places.length;
      float[] sums = new float[3];
      for (int row = 0; row < side; row++) {
        float all = 0;
        for (int column = 0; column < side; column++) {
          int sine = row * side + column;
          int cosine = sine + side * side;
          float dPhase = dPair[sine] * pair[cosine] - dPair[cosine] * pair[sine];
          all += dPhase;
          sums[0] += dPhase * places[column];
        }
        sums[1] += all * places[row];
        sums[2] += all;
      }
      return sums;
    }

    private void addTransformGradient(int i, float[] dPhase, float[] dTransform) {
      float[] transform = transforms[i / WAVES];
      float[] perPlace = {HALF * (float) Wave.perU(i % WAVES), HALF * (float) Wave.perV(i % WAVES)};
      for (int k = 0; k < X; k++) {
        dTransform[k] += perPlace[k / 2] * (dPhase[k % 2] + transform[X + k % 2] * dPhase[2]);
      }
      dTransform[X] += HALF * (float) wave(i).perX * dPhase[2];
      dTransform[Y] += HALF * (float) wave(i).perY * dPhase[2];
    }
  }
}
