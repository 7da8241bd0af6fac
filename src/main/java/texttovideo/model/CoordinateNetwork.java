package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;
import texttovideo.nn.Rows;

/**
 * A network from a pixel's coordinates to a number, the same for every pixel: 15 -> h -> h -> 1, a coordinate network (Stanley
 * 2007, "Compositional Pattern Producing Networks"). A style scales and shifts its two hidden layers (Perez et al. 2018, "FiLM",
 * section 2), which makes one network draw many pictures.
 *
 * <p>Computed over rows of pixels, one row a feature: the compiler turns such loops into vector instructions. Up to the style
 * the first layer is the same for all pictures, and computed once.
 */
final class CoordinateNetwork {
  /**
   * A pixel's features: where it lies, across (u) and down (v), its distance from the centre, and all products of two to four of
   * u and v. With the first three alone every outline has to be pieced together from straight edges, and a generator that had
   * put a square together often found no way to a circle; a few coefficients lead from one curve to another.
   */
  static final int INPUTS = 15;

  private static final double UNIT = 1.2;      // of u and v in the products: these stay below 4 at the rim

  private final Parameter first;         // [15, h]
  private final Parameter firstBias;     // [h]
  private final Parameter second;        // [h, h]
  private final Parameter secondBias;    // [h]
  private final Parameter last;          // [h]
  private final Parameter lastBias;      // [1]
  private final int hidden;
  private final Parallel parallel;

  CoordinateNetwork(Initializer start, int hidden, Parallel parallel) {
    this.hidden = hidden;
    this.parallel = parallel;
    // A random bias counts as one more input: without it every first feature would bend along rays through the centre.
    first = start.he(INPUTS + 1, 1, INPUTS, hidden);
    firstBias = start.he(INPUTS + 1, 1, hidden);
    second = start.he(hidden, 1, hidden, hidden);
    secondBias = start.zeros(hidden);
    last = start.he(hidden, 0.3, hidden);
    lastBias = start.zeros(1);
  }

  /** The features {@code [15]} of a pixel, from the centre of the sprite, in radii of the disc that it starts as. */
  static float[] features(double u, double v) {
    float[] features = new float[INPUTS];
    features[0] = (float) u;
    features[1] = (float) v;
    features[2] = (float) distance(u, v);
    int next = 3;
    for (int degree = 2; degree <= 4; degree++) {
      for (int down = 0; down <= degree; down++) {
        features[next++] = (float) (Math.pow(u / UNIT, degree - down) * Math.pow(v / UNIT, down));
      }
    }
    return features;
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
   * One number a pixel, {@code [K][P]}.
   *
   * @param styles {@code [K][4h or more]}, of which the first {@code 4h} count
   * @param pixels {@code [15][P]}: the {@link #features} of each pixel
   */
  Pass forward(float[][] styles, float[][] pixels) {
    return new Pass(styles, pixels);
  }

  /** One forward pass. */
  final class Pass {
    private final float[][] pixels;        // [15][P]
    private final float[][] shared;        // [h][P]: the first layer's features before the style
    private final float[][] w2 = second.rows();
    private final Picture[] pictures;      // [K]
    private final float[][] output;        // [K][P]

    private Pass(float[][] styles, float[][] pixels) {
      this.pixels = pixels;
      float[][] w1 = transposed(first.rows());
      shared = new float[hidden][pixels[0].length];
      for (int j = 0; j < hidden; j++) {
        Arrays.fill(shared[j], firstBias.values()[j]);
        Rows.addMixed(shared[j], w1[j], pixels);
      }
      float[][] columns = transposed(w2);
      pictures = new Picture[styles.length];
      output = new float[styles.length][];
      parallel.run(styles.length, k -> {
        pictures[k] = new Picture(styles[k], shared, columns);
        output[k] = pictures[k].draw();
      });
    }

    float[][] output() {
      return output;
    }

    /**
     * Adds to the parameters' gradients.
     *
     * @param dOutput {@code [K][P]}
     * @return the gradients {@code [K][4h]} at the styles
     */
    float[][] backward(float[][] dOutput, Gradients gradients) {
      Picture.Gradient[] each = new Picture.Gradient[pictures.length];
      parallel.run(pictures.length, k -> each[k] = pictures[k].backward(dOutput[k], shared, w2));
      float[][] dShared = new float[hidden][shared[0].length];
      parallel.run(hidden, j -> {
        for (int k = 0; k < each.length; k++) {
          Rows.addScaled(dShared[j], pictures[k].scale(0, j), each[k].dOne[j]);
        }
      });
      add(Rows.dots(pixels, dShared), gradients.of(first));
      for (int j = 0; j < hidden; j++) {
        gradients.of(firstBias)[j] += Rows.sum(dShared[j]);
      }
      for (Picture.Gradient gradient : each) {
        add(gradient.dSecond, gradients.of(second));
        Rows.addScaled(gradients.of(secondBias), 1, gradient.dSecondBias);
        Rows.addScaled(gradients.of(last), 1, gradient.dLast);
        gradients.of(lastBias)[0] += gradient.dLastBias;
      }
      return Arrays.stream(each).map(gradient -> gradient.dStyle).toArray(float[][]::new);
    }
  }

  /** One picture: the features that its style makes. */
  private final class Picture {
    private final float[] style;
    private final float[][] one = new float[hidden][];
    private final float[][] two = new float[hidden][];

    Picture(float[] style, float[][] shared, float[][] columns) {
      this.style = style;
      for (int j = 0; j < hidden; j++) {
        one[j] = styled(shared[j], 0, j);
      }
      float[] row = new float[shared[0].length];
      for (int j = 0; j < hidden; j++) {
        Arrays.fill(row, secondBias.values()[j]);
        Rows.addMixed(row, columns[j], one);
        two[j] = styled(row, 1, j);
      }
    }

    private float[] styled(float[] row, int layer, int j) {
      float[] styled = new float[row.length];
      Rows.scaleAndShift(row, scale(layer, j), style[(2 * layer + 1) * hidden + j], styled);
      Rows.rectify(styled, LeakyRelu.SLOPE);
      return styled;
    }

    /** What a layer's feature j is scaled by; layer 0 is the first. */
    float scale(int layer, int j) {
      return 1 + style[2 * layer * hidden + j];
    }

    float[] draw() {
      float[] numbers = new float[two[0].length];
      Arrays.fill(numbers, lastBias.values()[0]);
      Rows.addMixed(numbers, last.values(), two);
      return numbers;
    }

    Gradient backward(float[] dNumbers, float[][] shared, float[][] w2) {
      Gradient gradient = new Gradient();
      float[][] dTwo = new float[hidden][dNumbers.length];
      gradient.dLastBias = Rows.sum(dNumbers);
      for (int j = 0; j < hidden; j++) {
        gradient.dLast[j] = Rows.dot(two[j], dNumbers);
        Rows.scaleAndShift(dNumbers, last.values()[j], 0, dTwo[j]);
        Rows.slopes(dTwo[j], two[j], LeakyRelu.SLOPE);
      }
      secondLayer(gradient, dTwo, w2);
      float[] scaled = new float[hidden];
      for (int i = 0; i < hidden; i++) {
        for (int j = 0; j < hidden; j++) {
          scaled[j] = w2[i][j] * scale(1, j);
        }
        gradient.dOne[i] = new float[dNumbers.length];
        Rows.addMixed(gradient.dOne[i], scaled, dTwo);
        Rows.slopes(gradient.dOne[i], one[i], LeakyRelu.SLOPE);
        gradient.dStyle[i] = Rows.dot(gradient.dOne[i], shared[i]);
        gradient.dStyle[hidden + i] = Rows.sum(gradient.dOne[i]);
      }
      return gradient;
    }

    /** The second layer's gradients and those at its style, from the inner products of its inputs with the gradients. */
    private void secondLayer(Gradient gradient, float[][] dTwo, float[][] w2) {
      float[][] products = Rows.dots(one, dTwo);
      for (int j = 0; j < hidden; j++) {
        float dShift = Rows.sum(dTwo[j]);
        float dScale = dShift * secondBias.values()[j];
        for (int i = 0; i < hidden; i++) {
          gradient.dSecond[i][j] = products[i][j] * scale(1, j);
          dScale += products[i][j] * w2[i][j];
        }
        gradient.dSecondBias[j] = dShift * scale(1, j);
        gradient.dStyle[2 * hidden + j] = dScale;
        gradient.dStyle[3 * hidden + j] = dShift;
      }
    }

    /** What one picture adds to the parameters' gradients; the first layer's are made of all pictures at once. */
    private final class Gradient {
      private final float[][] dOne = new float[hidden][];
      private final float[][] dSecond = new float[hidden][hidden];
      private final float[] dSecondBias = new float[hidden];
      private final float[] dLast = new float[hidden];
      private final float[] dStyle = new float[styleLength(hidden)];
      private float dLastBias;
    }
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("first.weight", first).add("first.bias", firstBias)
        .add("second.weight", second).add("second.bias", secondBias)
        .add("last.weight", last).add("last.bias", lastBias).byName();
  }

  private static float[][] transposed(float[][] rows) {
    float[][] columns = new float[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return columns;
  }

  private static void add(float[][] rows, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += rows[i / rows[0].length][i % rows[0].length];
    }
  }
}
