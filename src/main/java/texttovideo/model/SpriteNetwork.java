package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import texttovideo.text.Vocabulary;

/**
 * What the thing looks like, from the words that say so (size, colour, shape): its coverage {@code [N, P, P]} in [0, 1] on a
 * small square, the sprite, one colour {@code [N, 3]} in [0, 1], and its margin {@code [N]}. A pixel network draws the sprite
 * in the style that the text gives. It starts as a disc, so that the discriminators see something from the first step.
 *
 * <p>The margin, how near to the frame's edge the thing's centre may come, is a product with a factor for each word but the
 * colour, a quarter of the frame at first. All things of a size or a shape teach such a factor. A margin for each look, from the
 * layers that give the style, learnt from a few clips what could be learnt from many, and wandered; so did factors of colours.
 */
final class SpriteNetwork {
  /** The sprite reaches this many times the radius of the disc that it starts as. */
  static final double REACH = 1.7;

  private static final int COLOURS = 3;
  private static final double MARGIN_RATE = 0.4;      // its factors are learnt more slowly than weights: they wander less
  private static final double EDGE_WINDOW = 0.15;     // the sprite's rim fades out over this width
  private static final float SHARPNESS = 2;
  // Less is nothing: gradients there would fall below the smallest normal 32-bit number, and arithmetic on such numbers is many
  // times slower on some processors.
  private static final double FAINTEST = 1e-12;
  // The disc that sprites start as falls off steeply, a wall around it that the pixel network's fourth powers cannot lift. Over
  // a straight slope, sprites grew until their window cut them off: a square for nothing, which circles and triangles then had
  // to be carved from.
  private static final double DISC_DEPTH = 4;
  private static final int DISC_POWER = 8;

  private final TextEncoder text;
  private final BagOfWords margin;       // words for the form -> [N, 1], the margin's exponent
  private final Sequential style;        // [N, D] -> the pixel network's style [4h], colour [3]
  private final PixelNetwork picture;
  private final int styleLength;
  private final int stride;              // of a row of styles
  private final Grid trained;            // as the discriminators see sprites
  private Grid grid;
  private float[] inside;                // [N, P*P]: coverage before the window
  private float[] colours;               // [N, 3]
  private float[] margins;               // [N]

  SpriteNetwork(SplittableRandom random, ModelConfig config) {
    styleLength = PixelNetwork.styleLength(config.spriteHidden());
    stride = styleLength + COLOURS;
    text = new TextEncoder(random, config, config.textFeatures());
    margin = new BagOfWords(Parameter.zeros(config.vocabulary(), 1), MARGIN_RATE);
    style = new Sequential(new Dense(random, config.textFeatures(), config.hidden(), 1), new LeakyRelu(),
        new Dense(random, config.hidden(), stride, 0.2));
    picture = new PixelNetwork(random, config.spriteHidden());
    trained = new Grid(config.spritePixels(), 1);
  }

  /** The pixels of a sprite: their places, the disc that it starts as, and the window that ends it. */
  private static final class Grid {
    final float[][] places;      // [15][P*P]
    final float[] disc;          // [P*P], a logit
    final float[] window;        // [P*P], 1 inside, falling to 0 at the rim
    final float sharpness;

    /** @param finer how many times finer than in training: the edges are made as much steeper, so that they stay sharp */
    Grid(int side, double finer) {
      places = new float[PixelNetwork.INPUTS][side * side];
      disc = new float[side * side];
      window = new float[side * side];
      sharpness = (float) (SHARPNESS * finer);
      for (int i = 0; i < side * side; i++) {
        double u = ((i % side + 0.5) / side * 2 - 1) * REACH;
        double v = ((i / side + 0.5) / side * 2 - 1) * REACH;
        float[] place = PixelNetwork.place(u, v);
        for (int k = 0; k < place.length; k++) {
          places[k][i] = place[k];
        }
        disc[i] = (float) (DISC_DEPTH * (1 - Math.pow(PixelNetwork.distance(u, v), DISC_POWER)) * finer);
        window[i] = (float) Math.min(1, Math.max(0, (REACH - Math.max(Math.abs(u), Math.abs(v))) / EDGE_WINDOW));
      }
    }
  }

  /** Coverage {@code [N, P*P]} in [0, 1]; {@link #colours} and {@link #margins} then have the rest. */
  float[] forward(int[][] tokens) {
    return forward(tokens, trained);
  }

  /**
   * Coverage {@code [N, P*P]} on a finer grid.
   *
   * @param side  height and width of the sprites, P
   * @param finer how many times finer that is than in training
   */
  float[] forward(int[][] tokens, int side, double finer) {
    return forward(tokens, new Grid(side, finer));
  }

  private float[] forward(int[][] tokens, Grid on) {
    grid = on;
    float[] styles = Floats.of(style.forward(text.forward(content(tokens))));
    colours = new float[tokens.length * COLOURS];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (float) (Math.tanh(styles[i / COLOURS * stride + styleLength + i % COLOURS]) + 1) / 2;
    }
    margins = Floats.of(margin.forward(form(tokens)));
    for (int n = 0; n < margins.length; n++) {
      margins[n] = (float) Math.exp(margins[n]);
    }
    float[] numbers = picture.forward(styles, stride, grid.places);
    inside = new float[numbers.length];
    float[] coverage = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      int pixel = i % grid.disc.length;
      double share = 1 / (1 + Math.exp(-grid.sharpness * numbers[i] - grid.disc[pixel]));
      inside[i] = share < FAINTEST ? 0 : (float) share;
      coverage[i] = inside[i] * grid.window[pixel];
    }
    return coverage;
  }

  /** The colours {@code [N, 3]} of the last {@link #forward}, in [0, 1]. */
  float[] colours() {
    return colours;
  }

  /** How near to the frame's edge a thing's centre may come {@code [N]}, in halves of a half canvas. */
  float[] margins() {
    return margins;
  }

  /**
   * Adds to the parameters' gradients, from those at the coverage {@code [N, P*P]}, the colours {@code [N, 3]} and the margins
   * {@code [N]}.
   */
  void backward(float[] atCoverage, float[] atColours, float[] atMargins) {
    float[] atNumbers = new float[inside.length];
    for (int i = 0; i < inside.length; i++) {
      atNumbers[i] = atCoverage[i] * grid.window[i % grid.window.length] * inside[i] * (1 - inside[i]) * grid.sharpness;
    }
    float[] atStyles = new float[colours.length / COLOURS * stride];
    picture.backward(atNumbers, atStyles, stride);
    for (int i = 0; i < colours.length; i++) {
      // The colour is (tanh + 1) / 2, whose slope is 2 c (1 - c).
      atStyles[i / COLOURS * stride + styleLength + i % COLOURS] = atColours[i] * 2 * colours[i] * (1 - colours[i]);
    }
    float[] atExponents = new float[margins.length];
    for (int n = 0; n < margins.length; n++) {
      atExponents[n] = atMargins[n] * margins[n];
    }
    margin.backward(Floats.toArray(atExponents, margins.length, 1));
    text.backward(style.backward(Floats.toArray(atStyles, colours.length / COLOURS, stride), true));
  }

  Map<String, Parameter> parameters() {
    return new Parameters().add("text", text.parameters()).add("margin", margin.words())
        .add("style", style.parameters()).add("picture", picture.parameters()).byName();
  }

  /** The tokens that say what is shown; how it moves must not change what it looks like. */
  private static int[][] content(int[][] tokens) {
    return Arrays.stream(tokens).map(prompt -> Arrays.copyOf(prompt, Vocabulary.CONTENT_LENGTH)).toArray(int[][]::new);
  }

  /** Those without the colour, which must not change how much room the thing needs. */
  private static int[][] form(int[][] tokens) {
    int[][] form = content(tokens);
    for (int[] prompt : form) {
      prompt[Vocabulary.COLOUR] = Vocabulary.PAD_TOKEN;
    }
    return form;
  }
}
