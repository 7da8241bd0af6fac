package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import texttovideo.nn.Dense;
import texttovideo.nn.EmbeddingBag;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.LeakyRelu;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;
import texttovideo.nn.Rows;
import texttovideo.nn.Sequential;

/**
 * What the object looks like, from the words that say so (size, colour, shape): its alpha mask {@code [K][P * P]} in [0, 1] on a
 * small square, the sprite, one colour {@code [K][3]} in [0, 1], and its margin {@code [K]}. A coordinate network draws the
 * sprite in the style that the text gives. It starts as a disc, so that the discriminators see something from the first step.
 *
 * <p>The margin, how near to the frame's edge the object's centre may come, is a product with a factor for each word but the
 * colour, a quarter of the frame at first. All objects of a size or a shape teach such a factor. A margin for each appearance,
 * from the layers that give the style, learnt from a few clips what could be learnt from many, and wandered; so did factors of
 * colours.
 */
final class SpriteNetwork {
  /** The sprite reaches this many times the radius of the disc that it starts as. */
  static final double REACH = 1.7;

  private static final int COLOURS = SpatialTransformer.COLOURS;
  private static final double MARGIN_SPEED = 0.4;     // its factors are learnt more slowly than weights: they wander less
  private static final double EDGE_WINDOW = 0.15;     // the sprite's rim fades out over this width
  private static final float SHARPNESS = 2;
  // Less is nothing: gradients there would fall below the smallest normal 32-bit number, and arithmetic on such numbers is many
  // times slower on some processors.
  private static final double FAINTEST = 1e-12;
  // The disc that sprites start as falls off steeply, a wall around it that the coordinate network's fourth powers cannot lift.
  // Over a straight slope, sprites grew until their window cut them off: a square for nothing, which circles and triangles then
  // had to be carved from.
  private static final double DISC_DEPTH = 4;
  private static final int DISC_POWER = 8;

  private final TextEncoder text;
  private final EmbeddingBag margin;           // words for size and shape -> [K][1], the margin's exponent
  private final Sequential<float[][]> style;   // [K][D] -> the coordinate network's style [4h], then the colour [3]
  private final CoordinateNetwork picture;
  private final int styleLength;
  private final SpriteConfig config;
  private final Grid trained;                  // as the discriminators see sprites

  SpriteNetwork(Initializer start, SpriteConfig config, Parallel parallel) {
    styleLength = CoordinateNetwork.styleLength(config.spriteHidden());
    this.config = config;
    text = new TextEncoder(start, config.vocabulary(), config.hidden(), config.textFeatures());
    margin = new EmbeddingBag(start.zeros(config.vocabulary(), 1), MARGIN_SPEED);
    style = new Sequential<>(new Dense(start, config.textFeatures(), config.hidden(), 1), new LeakyRelu(),
        new Dense(start, config.hidden(), styleLength + COLOURS, 0.2));
    picture = new CoordinateNetwork(start, config.spriteHidden(), parallel);
    trained = new Grid(config.spritePixels(), 1);
  }

  /** The pixels of a sprite: their features, the disc that it starts as, and the window that ends it. */
  private static final class Grid {
    final float[][] features;    // [15][P*P]
    final float[] disc;          // [P*P], a logit
    final float[] window;        // [P*P], 1 inside, falling to 0 at the rim
    final float sharpness;

    /** @param finer how many times finer than in training: the edges are made as much steeper, so that they stay sharp */
    Grid(int side, double finer) {
      features = new float[CoordinateNetwork.INPUTS][side * side];
      disc = new float[side * side];
      window = new float[side * side];
      sharpness = (float) (SHARPNESS * finer);
      for (int i = 0; i < side * side; i++) {
        int row = i / side;
        double u = ((i % side + 0.5) / side * 2 - 1) * REACH;
        double v = ((row + 0.5) / side * 2 - 1) * REACH;
        float[] pixel = CoordinateNetwork.features(u, v);
        for (int k = 0; k < pixel.length; k++) {
          features[k][i] = pixel[k];
        }
        disc[i] = (float) (DISC_DEPTH * (1 - Math.pow(CoordinateNetwork.distance(u, v), DISC_POWER)) * finer);
        window[i] = (float) Math.min(1, Math.max(0, (REACH - Math.max(Math.abs(u), Math.abs(v))) / EDGE_WINDOW));
      }
    }
  }

  /**
   * Sprites as in training.
   *
   * @param content {@code [K][4]}: the tokens that say what is shown; all {@code [K][L]} where no slots are known
   */
  Pass forward(int[][] content) {
    return new Pass(content, trained);
  }

  /**
   * Sprites on a finer grid.
   *
   * @param side  height and width of the sprites, P
   * @param finer how many times finer that is than in training
   */
  Pass forward(int[][] content, int side, double finer) {
    return new Pass(content, new Grid(side, finer));
  }

  /** One forward pass. */
  final class Pass {
    private final Grid grid;
    private final TextEncoder.Pass textPass;
    private final Layer.Pass<float[][]> stylePass;
    private final EmbeddingBag.Pass marginPass;
    private final CoordinateNetwork.Pass picturePass;
    private final float[][] inside;        // [K][P*P]: alpha before the window
    private final float[][] alphas;        // [K][P*P]
    private final float[][] colours;       // [K][3]
    private final float[] margins;         // [K]

    private Pass(int[][] content, Grid grid) {
      this.grid = grid;
      textPass = text.forward(content);
      stylePass = style.forward(textPass.features());
      marginPass = margin.forward(withoutColour(content));
      picturePass = picture.forward(stylePass.output(), grid.features);
      int pictures = content.length;
      inside = new float[pictures][grid.disc.length];
      alphas = new float[pictures][grid.disc.length];
      colours = new float[pictures][COLOURS];
      margins = new float[pictures];
      for (int k = 0; k < pictures; k++) {
        margins[k] = (float) Math.exp(marginPass.output()[k][0]);
        for (int c = 0; c < COLOURS; c++) {
          colours[k][c] = (float) (Math.tanh(stylePass.output()[k][styleLength + c]) + 1) / 2;
        }
        float[] numbers = picturePass.output()[k];
        for (int i = 0; i < numbers.length; i++) {
          double share = 1 / (1 + Math.exp(-grid.sharpness * numbers[i] - grid.disc[i]));
          inside[k][i] = share < FAINTEST ? 0 : (float) share;
          alphas[k][i] = inside[k][i] * grid.window[i];
        }
      }
    }

    /** Refuses sprites whose numbers have overflowed: the curves that end them make an alpha or a colour of anything. */
    void requireFinite() {
      Rows.requireFinite("a style", stylePass.output());
      Rows.requireFinite("a sprite", picturePass.output());
    }

    /** Alpha masks {@code [K][P * P]} in [0, 1], rows from the top. */
    float[][] alphas() {
      return alphas;
    }

    /** Colours {@code [K][3]} in [0, 1]. */
    float[][] colours() {
      return colours;
    }

    /** How near to the frame's edge an object's centre may come {@code [K]}, in quarters of the frame. */
    float[] margins() {
      return margins;
    }

    /** Adds to the parameters' gradients, from those at {@link #alphas}, {@link #colours} and {@link #margins}. */
    void backward(float[][] dAlphas, float[][] dColours, float[] dMargins, Gradients gradients) {
      int pictures = dAlphas.length;
      float[][] dNumbers = new float[pictures][grid.disc.length];
      float[][] dExponents = new float[pictures][1];
      for (int k = 0; k < pictures; k++) {
        for (int i = 0; i < dNumbers[k].length; i++) {
          dNumbers[k][i] = dAlphas[k][i] * grid.window[i] * inside[k][i] * (1 - inside[k][i]) * grid.sharpness;
        }
        dExponents[k][0] = dMargins[k] * margins[k];
      }
      float[][] dPicture = picturePass.backward(dNumbers, gradients);
      float[][] dStyles = new float[pictures][];
      for (int k = 0; k < pictures; k++) {
        dStyles[k] = Arrays.copyOf(dPicture[k], styleLength + COLOURS);
        for (int c = 0; c < COLOURS; c++) {
          // The colour is (tanh + 1) / 2, whose slope is 2 c (1 - c).
          dStyles[k][styleLength + c] = dColours[k][c] * 2 * colours[k][c] * (1 - colours[k][c]);
        }
      }
      marginPass.backward(dExponents, gradients);
      textPass.backward(stylePass.backward(dStyles, gradients), gradients);
    }
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("text", text.parameters()).add("margin", margin.table())
        .add("style", style.parameters()).add("picture", picture.parameters()).byName();
  }

  /** The colour must not change how much room the object needs, where it is known which word it is. */
  private int[][] withoutColour(int[][] content) {
    if (!config.hasSlots()) {
      return content;
    }
    int[][] form = new int[content.length][];
    for (int k = 0; k < form.length; k++) {
      form[k] = content[k].clone();
      form[k][config.colourToken()] = 0;
    }
    return form;
  }
}
