package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A network from a pixel's place to a number, the same for every pixel: 15 -> h -> h -> 1, a coordinate network (Stanley 2007,
 * "Compositional Pattern Producing Networks"). A style scales and shifts its two hidden layers (Perez et al. 2018, "FiLM",
 * section 2), which makes one network draw many pictures.
 *
 * <p>Plain Java over rows of pixels, one row a feature, four rows a statement: the compiler turns these loops into vector
 * instructions. The clips are shared among the cores; sums over clips are added in their order, so the bits do not depend on
 * how many cores there are. A step took 57 ms with one array operation a line, 15 ms this way.
 */
final class PixelNetwork {
  /**
   * A place is where the pixel lies, across (u) and down (v), its distance from the centre, and all products of two to four of
   * u and v. With the first three alone every outline has to be pieced together from straight edges, and a generator that had
   * put a square together often found no way to a circle; a few coefficients lead from one curve to another.
   */
  static final int INPUTS = 15;

  private static final double UNIT = 1.2;      // of u and v in the products: these stay below 4 at the rim
  private static final float SLOPE = (float) LeakyRelu.SLOPE;

  private final Parameter first;         // [15, h]
  private final Parameter firstBias;     // [h]
  private final Parameter second;        // [h, h]
  private final Parameter secondBias;    // [h]
  private final Parameter last;          // [h]
  private final Parameter lastBias;      // [1]
  private final int hidden;
  private float[][] places = new float[INPUTS][0];   // [15][P]
  private int pixels;                    // P
  private Clip[] clips = new Clip[0];

  PixelNetwork(SplittableRandom random, int hidden) {
    this.hidden = hidden;
    // A random bias counts as one more input: without it every first feature would bend along rays through the centre.
    first = Parameter.he(random, INPUTS + 1, 1, INPUTS, hidden);
    firstBias = Parameter.he(random, INPUTS + 1, 1, hidden);
    second = Parameter.he(random, hidden, 1, hidden, hidden);
    secondBias = Parameter.zeros(hidden);
    last = Parameter.he(random, hidden, 0.3, hidden);
    lastBias = Parameter.zeros(1);
  }

  /** The place {@code [15]} of a pixel, from the centre of the sprite, in radii of the disc that it starts as. */
  static float[] place(double u, double v) {
    float[] place = new float[INPUTS];
    place[0] = (float) u;
    place[1] = (float) v;
    place[2] = (float) distance(u, v);
    int next = 3;
    for (int degree = 2; degree <= 4; degree++) {
      for (int down = 0; down <= degree; down++) {
        place[next++] = (float) (Math.pow(u / UNIT, degree - down) * Math.pow(v / UNIT, down));
      }
    }
    return place;
  }

  /** The distance from the centre, smooth there. */
  static double distance(double u, double v) {
    return Math.sqrt(u * u + v * v + 1e-3);
  }

  /** How many numbers a style has: scale and shift of both hidden layers. */
  static int styleLength(int hidden) {
    return 4 * hidden;
  }

  /**
   * One number a pixel, {@code [N, P]}.
   *
   * @param styles {@code [N, stride]}, of which the first {@code 4h} of each row count
   * @param where  {@code [15][P]}: the {@link #place} of each pixel
   */
  float[] forward(float[] styles, int stride, float[][] where) {
    if (where[0].length != pixels) {
      clips = new Clip[0];     // their rows have another length
    }
    places = where;
    pixels = where[0].length;
    Weights weights = new Weights(parameter -> Floats.of(parameter.value()));
    int count = styles.length / stride;
    clips = IntStream.range(0, count).mapToObj(n -> n < clips.length ? clips[n] : new Clip()).toArray(Clip[]::new);
    float[] numbers = new float[count * pixels];
    IntStream.range(0, count).parallel().forEach(n ->
        clips[n].forward(weights, styles, n * stride, numbers, n * pixels));
    return numbers;
  }

  /**
   * Adds to the parameters' gradients and sets those at the styles, from those at the numbers of the last {@link #forward}.
   *
   * @param atNumbers {@code [N, P]}
   * @param atStyles  {@code [N, stride]}, the first {@code 4h} of each row set
   */
  void backward(float[] atNumbers, float[] atStyles, int stride) {
    Weights weights = new Weights(parameter -> Floats.of(parameter.value()));
    IntStream.range(0, clips.length).parallel().forEach(n ->
        clips[n].backward(weights, atNumbers, n * pixels, atStyles, n * stride));
    Weights sum = new Weights(parameter -> new float[(int) parameter.length()]);
    for (Clip clip : clips) {
      sum.add(clip.gradients);
    }
    sum.addTo(this);
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("first.weight", first).add("first.bias", firstBias)
        .add("second.weight", second).add("second.bias", secondBias)
        .add("last.weight", last).add("last.bias", lastBias).byName();
  }

  /** The parameters' numbers, or gradients of their shape. */
  private final class Weights {
    final float[] w1;
    final float[] b1;
    final float[] w2;
    final float[] b2;
    final float[] w3;
    final float[] b3;

    Weights(Function<Parameter, float[]> numbers) {
      w1 = numbers.apply(first);
      b1 = numbers.apply(firstBias);
      w2 = numbers.apply(second);
      b2 = numbers.apply(secondBias);
      w3 = numbers.apply(last);
      b3 = numbers.apply(lastBias);
    }

    void add(Weights other) {
      Rows.addScaled(w1, 1, other.w1);
      Rows.addScaled(b1, 1, other.b1);
      Rows.addScaled(w2, 1, other.w2);
      Rows.addScaled(b2, 1, other.b2);
      Rows.addScaled(w3, 1, other.w3);
      Rows.addScaled(b3, 1, other.b3);
    }

    void addTo(PixelNetwork network) {
      network.first.gradient().addi(Floats.toArray(w1, INPUTS, hidden));
      network.firstBias.gradient().addi(Floats.toArray(b1, hidden));
      network.second.gradient().addi(Floats.toArray(w2, hidden, hidden));
      network.secondBias.gradient().addi(Floats.toArray(b2, hidden));
      network.last.gradient().addi(Floats.toArray(w3, hidden));
      network.lastBias.gradient().addi(Floats.toArray(b3, 1));
    }
  }

  /** One clip: its own weights, made from the shared ones and its style, and what its backward needs. */
  private final class Clip {
    final float[][] one = new float[hidden][pixels];
    final float[][] two = new float[hidden][pixels];
    final float[] scale1 = new float[hidden];
    final float[] scale2 = new float[hidden];
    final float[][] mix1 = new float[hidden][INPUTS];      // to feature j, from input i
    final float[][] mix2 = new float[hidden][hidden];      // to feature j, from feature k
    Weights gradients;

    void forward(Weights w, float[] styles, int style, float[] numbers, int at) {
      for (int j = 0; j < hidden; j++) {
        scale1[j] = 1 + styles[style + j];
        scale2[j] = 1 + styles[style + 2 * hidden + j];
        for (int i = 0; i < INPUTS; i++) {
          mix1[j][i] = w.w1[i * hidden + j] * scale1[j];
        }
        for (int k = 0; k < hidden; k++) {
          mix2[j][k] = w.w2[k * hidden + j] * scale2[j];
        }
      }
      for (int j = 0; j < hidden; j++) {
        Arrays.fill(one[j], w.b1[j] * scale1[j] + styles[style + hidden + j]);
        Rows.addMixed(one[j], mix1[j], places);
        Rows.rectify(one[j], SLOPE);
      }
      float[] number = new float[pixels];
      Arrays.fill(number, w.b3[0]);
      for (int j = 0; j < hidden; j++) {
        Arrays.fill(two[j], w.b2[j] * scale2[j] + styles[style + 3 * hidden + j]);
        Rows.addMixed(two[j], mix2[j], one);
        Rows.rectify(two[j], SLOPE);
      }
      Rows.addMixed(number, w.w3, two);
      System.arraycopy(number, 0, numbers, at, pixels);
    }

    void backward(Weights w, float[] atNumbers, int at, float[] atStyles, int style) {
      float[] atNumber = Arrays.copyOfRange(atNumbers, at, at + pixels);
      gradients = new Weights(parameter -> new float[(int) parameter.length()]);
      gradients.b3[0] = Rows.sum(atNumber);
      System.arraycopy(Rows.dots(two, new float[][] {atNumber}), 0, gradients.w3, 0, hidden);
      float[][] atTwo = new float[hidden][pixels];
      for (int j = 0; j < hidden; j++) {
        Rows.addScaled(atTwo[j], w.w3[j], atNumber);
        Rows.slopes(atTwo[j], two[j], SLOPE);
      }
      float[][] atOne = new float[hidden][pixels];
      float[] column = new float[hidden];
      for (int k = 0; k < hidden; k++) {
        for (int j = 0; j < hidden; j++) {
          column[j] = mix2[j][k];
        }
        Rows.addMixed(atOne[k], column, atTwo);
        Rows.slopes(atOne[k], one[k], SLOPE);
      }
      learn(places, atOne, scale1, w.w1, w.b1, gradients.w1, gradients.b1, atStyles, style);
      learn(one, atTwo, scale2, w.w2, w.b2, gradients.w2, gradients.b2, atStyles, style + 2 * hidden);
    }

    /** The gradients of one layer, its scale and its shift, from its inputs and the gradient at its outputs. */
    private void learn(float[][] inputs, float[][] atOutputs, float[] scale, float[] weight, float[] bias,
        float[] atWeight, float[] atBias, float[] atStyles, int style) {
      float[] atMix = Rows.dots(inputs, atOutputs);      // [inputs, h]
      for (int j = 0; j < hidden; j++) {
        float atScale = 0;
        for (int i = j; i < atMix.length; i += hidden) {
          atWeight[i] = atMix[i] * scale[j];
          atScale += atMix[i] * weight[i];
        }
        float atShift = Rows.sum(atOutputs[j]);
        atBias[j] = atShift * scale[j];
        atStyles[style + j] = atScale + atShift * bias[j];
        atStyles[style + hidden + j] = atShift;
      }
    }
  }
}
