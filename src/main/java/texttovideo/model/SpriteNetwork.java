package texttovideo.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import texttovideo.text.Vocabulary;

/**
 * What the thing looks like, from the words that say so (size, colour, shape): its coverage {@code [N, P, P]} in [0, 1] on
 * a small square, the sprite, and one colour {@code [N, 3]} in [0, 1].
 *
 * <p>A pixel network maps each sprite pixel's place (across, down, distance from the centre) to coverage, a coordinate
 * network (Stanley 2007, "Compositional Pattern Producing Networks"); the text scales and shifts its two hidden layers
 * (Perez et al. 2018, "FiLM", section 2). It starts as a disc, so that the discriminators see something from the first step.
 */
final class SpriteNetwork {
  /** The sprite reaches this many times the radius of the disc that it starts as. */
  static final double REACH = 1.7;

  private static final int COLOURS = 3;
  private static final double EDGE_WINDOW = 0.15;     // the sprite's rim fades out over this width
  private static final double SHARPNESS = 2;
  private static final double DISC_SLOPE = 4;

  private final TextEncoder text;
  private final Sequential style;       // [N, D] -> scale 1, shift 1, scale 2, shift 2 (each [h]), colour
  private final Dense first;            // [P*P, 3] -> [P*P, h], shared by all clips
  private final Dense second;
  private final Dense last;
  private final LeakyRelu firstRelu = new LeakyRelu();
  private final LeakyRelu secondRelu = new LeakyRelu();
  private final int hidden;
  private final int pixels;             // P*P
  private final INDArray places;        // [P*P, 3]
  private final INDArray disc;          // [1, P*P]: the logit of the disc it starts as
  private final INDArray window;        // [1, P*P]
  private long clips;
  private INDArray styles;              // [N, 4h+3]
  private INDArray firstShared;         // [P*P, h]
  private INDArray secondPlain;         // [N, P*P, h]
  private INDArray coverage;            // [N, P*P] before the window
  private INDArray colour;              // [N, 3]

  SpriteNetwork(SplittableRandom random, ModelConfig config) {
    hidden = config.spriteHidden();
    text = new TextEncoder(random, config, config.textFeatures());
    style = new Sequential(new Dense(random, config.textFeatures(), config.hidden(), 1), new LeakyRelu(),
        new Dense(random, config.hidden(), 4 * hidden + COLOURS, 0.2));
    first = new Dense(random, 3, hidden, 1);
    second = new Dense(random, hidden, hidden, 1);
    last = new Dense(random, hidden, 1, 0.3);
    int side = config.spritePixels();
    pixels = side * side;
    float[] place = new float[pixels * 3];
    float[] logit = new float[pixels];
    float[] fade = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      double u = ((i % side + 0.5) / side * 2 - 1) * REACH;
      double v = ((i / side + 0.5) / side * 2 - 1) * REACH;
      double r = Math.sqrt(u * u + v * v + 1e-3);
      place[3 * i] = (float) u;
      place[3 * i + 1] = (float) v;
      place[3 * i + 2] = (float) r;
      logit[i] = (float) (DISC_SLOPE * (1 - r));
      fade[i] = (float) Math.min(1, Math.max(0, (REACH - Math.max(Math.abs(u), Math.abs(v))) / EDGE_WINDOW));
    }
    places = Floats.toArray(place, pixels, 3);
    disc = Floats.toArray(logit, 1, pixels);
    window = Floats.toArray(fade, 1, pixels);
  }

  /** Coverage {@code [N, P*P]} in [0, 1]; {@link #colour} then has the colours. */
  INDArray forward(int[][] tokens) {
    clips = tokens.length;
    styles = style.forward(text.forward(content(tokens)));
    colour = Transforms.tanh(styles(4, COLOURS)).addi(1).divi(2);
    firstShared = first.forward(places);
    INDArray one = firstRelu.forward(modulate(firstShared.reshape(1, pixels, hidden), 0));
    secondPlain = second.forward(one.reshape(clips * pixels, hidden)).reshape(clips, pixels, hidden);
    INDArray two = secondRelu.forward(modulate(secondPlain, 2));
    INDArray logit = last.forward(two.reshape(clips * pixels, hidden)).reshape(clips, pixels).muli(SHARPNESS)
        .addiRowVector(disc);
    coverage = Transforms.sigmoid(logit);
    return coverage.mulRowVector(window);
  }

  /** The colours {@code [N, 3]} of the last {@link #forward}, in [0, 1]. */
  INDArray colour() {
    return colour;
  }

  /** Adds to the parameters' gradients, from those at the coverage {@code [N, P*P]} and the colour {@code [N, 3]}. */
  void backward(INDArray atCoverage, INDArray atColour) {
    INDArray atStyle = Nd4j.zeros(atColour.dataType(), clips, 4L * hidden + COLOURS);
    put(atStyle, 4, atColour.mul(colour).muli(colour.rsub(1)).muli(2));   // tanh' = 4 c (1 - c), halved
    INDArray atLogit = atCoverage.mulRowVector(window).muli(coverage).muli(coverage.rsub(1)).muli(SHARPNESS);
    INDArray two = secondRelu.backward(
        last.backward(atLogit.reshape(clips * pixels, 1), true).reshape(clips, pixels, hidden), true);
    INDArray atSecond = demodulate(two, secondPlain, 2, atStyle);
    INDArray one = firstRelu.backward(
        second.backward(atSecond.reshape(clips * pixels, hidden), true).reshape(clips, pixels, hidden), true);
    first.backward(demodulate(one, firstShared.reshape(1, pixels, hidden), 0, atStyle).sum(0), true);
    text.backward(style.backward(atStyle, true));
  }

  Map<String, Parameter> parameters() {
    Map<String, Parameter> named = new LinkedHashMap<>();
    text.parameters().forEach((name, parameter) -> named.put("text." + name, parameter));
    style.parameters().forEach((name, parameter) -> named.put("style." + name, parameter));
    first.parameters().forEach((name, parameter) -> named.put("first." + name, parameter));
    second.parameters().forEach((name, parameter) -> named.put("second." + name, parameter));
    last.parameters().forEach((name, parameter) -> named.put("last." + name, parameter));
    return named;
  }

  /** {@code x (1 + scale) + shift}, the scale and shift of each clip and feature coming from its text. */
  private INDArray modulate(INDArray x, int block) {
    INDArray scale = styles(block, hidden).addi(1).reshape(clips, 1, hidden);
    INDArray shift = styles(block + 1, hidden).reshape(clips, 1, hidden);
    return x.mul(scale).addi(shift);
  }

  /** The gradient at {@link #modulate}'s input; that at the styles is put into its blocks of {@code atStyle}. */
  private INDArray demodulate(INDArray gradient, INDArray x, int block, INDArray atStyle) {
    put(atStyle, block, gradient.mul(x).sum(1));
    put(atStyle, block + 1, gradient.sum(1));
    return gradient.mul(styles(block, hidden).addi(1).reshape(clips, 1, hidden));
  }

  private INDArray styles(int block, int width) {
    return styles.get(NDArrayIndex.all(), NDArrayIndex.interval(block * hidden, block * hidden + width)).dup('c');
  }

  private void put(INDArray atStyle, int block, INDArray part) {
    atStyle.get(NDArrayIndex.all(), NDArrayIndex.interval(block * hidden, block * hidden + part.size(1))).assign(part);
  }

  /** The tokens that say what is shown; how it moves must not change what it looks like. */
  private static int[][] content(int[][] tokens) {
    return Arrays.stream(tokens).map(prompt -> {
      int[] content = new int[prompt.length];
      System.arraycopy(prompt, 0, content, 0, Vocabulary.CONTENT_LENGTH);
      return content;
    }).toArray(int[][]::new);
  }
}
