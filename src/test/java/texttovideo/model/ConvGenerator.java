package texttovideo.model;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The usual generator, to see what the knowledge built into {@link Generator} is worth: text features and noise become a small
 * map, which transposed convolutions double until it is as large as a frame (Radford et al. 2016, "Unsupervised
 * Representation Learning with Deep Convolutional Generative Adversarial Networks", section 3), with all frames as channels.
 */
public final class ConvGenerator extends Network {
  private static final int COLOURS = 3;
  private static final int[] CHANNELS = {128, 96, 64, 32};
  private static final double PAPER = -3;        // added to every logit: the first clips are nearly white

  private final ModelConfig config;
  private final TextEncoder text;
  private final Sequential map;                  // [N, D+Z] -> [N, 128 * 4 * 4]
  private final Sequential doubling;             // [N, 128, 4, 4] -> [N, F*3, H, W]
  private final long smallest;                   // 4
  private int[] first;
  private float[] ink;                           // [N, F*3, H, W] in [0, 1]

  /** A generator with fresh weights, drawn from the random numbers. */
  public ConvGenerator(ModelConfig config, SplittableRandom random) {
    this.config = config;
    smallest = config.pixels() >> CHANNELS.length;
    text = new TextEncoder(random, config, config.textFeatures());
    map = new Sequential(new Dense(random, config.textFeatures() + ModelConfig.NOISE,
        (int) (CHANNELS[0] * smallest * smallest), 1), new LeakyRelu());
    doubling = new Sequential(
        new ConvTranspose(random, CHANNELS[0], CHANNELS[1], 1), new LeakyRelu(),
        new ConvTranspose(random, CHANNELS[1], CHANNELS[2], 1), new LeakyRelu(),
        new ConvTranspose(random, CHANNELS[2], CHANNELS[3], 1), new LeakyRelu(),
        new ConvTranspose(random, CHANNELS[3], config.frames() * COLOURS, 0.3));
    add("text", text.parameters());
    add("map", map.parameters());
    add("doubling", doubling.parameters());
    pack();
  }

  /**
   * Frames as ink {@code [N, F, C, H, W]} in [0, 1]: 0 is white paper.
   *
   * @param tokens {@code [N, L]}
   * @param noise  {@code [N, Z]}, each in [-1, 1]
   */
  public float[] ink(int[][] tokens, float[] noise) {
    INDArray features = Nd4j.concat(1, text.forward(tokens), Floats.toArray(noise, tokens.length, ModelConfig.NOISE));
    INDArray small = map.forward(features).reshape(tokens.length, CHANNELS[0], smallest, smallest);
    ink = Floats.of(doubling.forward(small));
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (float) (1 / (1 + Math.exp(-ink[i] - PAPER)));
    }
    return ink;
  }

  /** As {@link Generator#views} does; nothing here can be held from turning. */
  public Views views(int[][] tokens, float[] noise, int[] firstFrames) {
    first = firstFrames;
    ink(tokens, noise);
    int size = config.pixels();
    int half = size / 2;
    float[] clip = new float[tokens.length * config.frames() * half * half];
    float[] pair = new float[tokens.length * Views.PAIR * size * size];
    IntStream.range(0, tokens.length).parallel().forEach(n -> {
      for (int f = 0; f < config.frames(); f++) {
        for (int p = 0; p < size * size; p++) {
          clip[atHalf(n, f, p)] += ink[darkest(n, f, p)] / 4;
        }
      }
      for (int k = 0; k < Views.PAIR; k++) {
        for (int p = 0; p < size * size; p++) {
          pair[(n * Views.PAIR + k) * size * size + p] = ink[shown(n, k, p)];
        }
      }
    });
    return new Views(clip, pair);
  }

  /** As {@link Generator#backward} does. */
  public void backward(float[] atClip, float[] atPair) {
    float[] at = new float[ink.length];
    int area = config.pixels() * config.pixels();
    IntStream.range(0, first.length).parallel().forEach(n -> {
      for (int f = 0; f < config.frames(); f++) {
        for (int p = 0; p < area; p++) {
          at[darkest(n, f, p)] += atClip[atHalf(n, f, p)] / 4;
        }
      }
      for (int k = 0; k < Views.PAIR; k++) {
        for (int p = 0; p < area; p++) {
          at[shown(n, k, p)] += atPair[(n * Views.PAIR + k) * area + p];
        }
      }
    });
    for (int i = 0; i < at.length; i++) {
      at[i] *= ink[i] * (1 - ink[i]);
    }
    INDArray atSmall = doubling.backward(
        Floats.toArray(at, first.length, config.frames() * COLOURS, config.pixels(), config.pixels()), true);
    INDArray atFeatures = map.backward(atSmall.reshape(first.length, -1), true);
    text.backward(atFeatures.get(NDArrayIndex.all(), NDArrayIndex.interval(0, config.textFeatures())).dup('c'));
  }

  /** Where the darkest ink of a frame's pixel stands. */
  private int darkest(int n, int f, int p) {
    int area = config.pixels() * config.pixels();
    int red = (n * config.frames() + f) * COLOURS * area + p;
    int best = red;
    for (int at = red + area; at < red + COLOURS * area; at += area) {
      best = ink[at] > ink[best] ? at : best;
    }
    return best;
  }

  /** Where the ink stands that a pixel of a pair's channel shows. */
  private int shown(int n, int k, int p) {
    int f = first[n] + k / COLOURS;
    return ((n * config.frames() + f) * COLOURS + k % COLOURS) * config.pixels() * config.pixels() + p;
  }

  /** Where a pixel falls in the whole clip at half size. */
  private int atHalf(int n, int f, int p) {
    int half = config.pixels() / 2;
    return ((n * config.frames() + f) * half + p / config.pixels() / 2) * half + p % config.pixels() / 2;
  }
}
