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
 * instructions. Up to the style the first layer is the same for all clips, and computed once. The clips are shared among the
 * cores; sums over clips are added in their order, so the bits do not depend on how many cores there are.
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
  private float[][] plain;               // [h][P]: the first layer's features, which all clips share
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
    plain = new float[hidden][pixels];
    for (int j = 0; j < hidden; j++) {
      Arrays.fill(plain[j], weights.b1[j]);
      Rows.addMixed(plain[j], column(weights.w1, j), places);
    }
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
    float[][] atPlain = new float[hidden][pixels];
    IntStream.range(0, hidden).parallel().forEach(j -> {
      for (Clip clip : clips) {
        Rows.addScaled(atPlain[j], clip.scale(0, j), clip.one[j]);
      }
    });
    Weights sum = new Weights(parameter -> new float[(int) parameter.length()]);
    System.arraycopy(Rows.dots(places, atPlain), 0, sum.w1, 0, sum.w1.length);
    for (int j = 0; j < hidden; j++) {
      sum.b1[j] = Rows.sum(atPlain[j]);
    }
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

    /** Adds the gradients of one clip; those of the first layer are of all clips at once. */
    void add(Weights other) {
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

  /** The weights {@code [inputs]} of feature j, from those {@code [inputs, h]} of its layer. */
  private float[] column(float[] weight, int j) {
    float[] column = new float[weight.length / hidden];
    for (int i = 0; i < column.length; i++) {
      column[i] = weight[i * hidden + j];
    }
    return column;
  }

  /** One clip: the features that its style makes; backward turns them into their gradients, in place. */
  private final class Clip {
    final float[][] one = new float[hidden][pixels];
    final float[][] two = new float[hidden][pixels];
    final float[] row = new float[pixels];
    final float[] style = new float[styleLength(hidden)];
    Weights gradients;

    /** What a layer's feature j is scaled by; layer 0 is the first. */
    float scale(int layer, int j) {
      return 1 + style[2 * layer * hidden + j];
    }

    private float shift(int layer, int j) {
      return style[(2 * layer + 1) * hidden + j];
    }

    void forward(Weights w, float[] styles, int from, float[] numbers, int at) {
      System.arraycopy(styles, from, style, 0, style.length);
      for (int j = 0; j < hidden; j++) {
        Rows.scaleAndShift(plain[j], scale(0, j), shift(0, j), one[j]);
        Rows.rectify(one[j], SLOPE);
      }
      for (int j = 0; j < hidden; j++) {
        Arrays.fill(row, w.b2[j]);
        Rows.addMixed(row, column(w.w2, j), one);
        Rows.scaleAndShift(row, scale(1, j), shift(1, j), two[j]);
        Rows.rectify(two[j], SLOPE);
      }
      Arrays.fill(row, w.b3[0]);
      Rows.addMixed(row, w.w3, two);
      System.arraycopy(row, 0, numbers, at, pixels);
    }

    void backward(Weights w, float[] atNumbers, int at, float[] atStyles, int from) {
      float[] atNumber = Arrays.copyOfRange(atNumbers, at, at + pixels);
      gradients = new Weights(parameter -> new float[(int) parameter.length()]);
      gradients.b3[0] = Rows.sum(atNumber);
      for (int j = 0; j < hidden; j++) {
        gradients.w3[j] = Rows.dot(two[j], atNumber);
        Rows.scaleAndShift(atNumber, w.w3[j], 0, row);
        Rows.slopes(row, two[j], SLOPE);
        System.arraycopy(row, 0, two[j], 0, pixels);
      }
      learn(w, Rows.dots(one, two), atStyles, from + 2 * hidden);
      float[] scaled = new float[hidden];
      for (int k = 0; k < hidden; k++) {
        for (int j = 0; j < hidden; j++) {
          scaled[j] = w.w2[k * hidden + j] * scale(1, j);
        }
        Arrays.fill(row, 0);
        Rows.addMixed(row, scaled, two);
        Rows.slopes(row, one[k], SLOPE);
        System.arraycopy(row, 0, one[k], 0, pixels);
        atStyles[from + k] = Rows.dot(one[k], plain[k]);
        atStyles[from + hidden + k] = Rows.sum(one[k]);
      }
    }

    /** The second layer's gradients and those at its style, from the inner products {@code [h, h]} of inputs and gradients. */
    private void learn(Weights w, float[] products, float[] atStyles, int from) {
      for (int j = 0; j < hidden; j++) {
        float atShift = Rows.sum(two[j]);
        float atScale = atShift * w.b2[j];
        for (int i = j; i < products.length; i += hidden) {
          gradients.w2[i] = products[i] * scale(1, j);
          atScale += products[i] * w.w2[i];
        }
        gradients.b2[j] = atShift * scale(1, j);
        atStyles[from + j] = atScale;
        atStyles[from + hidden + j] = atShift;
      }
    }
  }
}
