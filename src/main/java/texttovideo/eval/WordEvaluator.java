package texttovideo.eval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import texttovideo.video.Clip;
import texttovideo.video.ClipFit;

/**
 * A small network that has learnt, from real clips, which words of captions a clip shows. Two parts look at a clip: one at the
 * {@link FrameWindow} of a frame (what is shown), one at all frames at low resolution (where, how large, how it moves).
 * What it says of a clip is the mean over three of its frames. It belongs to one thread.
 */
public final class WordEvaluator {
  private static final int FRAMES = 3;           // that the first part looks at, one at a time
  private static final int SIDE = 32;            // pixels of theirs
  private static final int SMALL = 16;           // pixels of all frames
  private static final int BATCH = 32;
  private static final int LEAST_STEPS = 200;
  private static final int MOST_STEPS = 1500;
  private static final int EPOCHS = 60;
  private static final double RATE = 2e-3;       // at first; it falls to 0, or the last steps would undo each other
  private static final int SHIFT = 2;            // pixels of the frames, that a clip is laid aside by chance, each time anew
  private static final int CHECKS = 5;           // of what it knows on clips that it does not learn from
  private static final int VALIDATION = 8;       // one clip in so many is for that
  private static final int FEW = 32;             // or so many, of few clips at most a third
  private static final int MOST_CLIPS = 8000;
  private static final double CERTAIN = 0.99;    // no probability is closer to 0 or 1
  private static final double TOLD = 0.75;       // share right of clips with and of clips without, below which a word is not told

  private final CaptionFeatures features;
  private final int channels;
  private final ComputationGraph network;
  private boolean[] told;                        // by feature

  private WordEvaluator(CaptionFeatures features, int channels, int length, int steps, long seed) {
    this.features = features;
    this.channels = channels;
    told = new boolean[features.size()];
    network = new ComputationGraph(sizes(features.size(), channels, length, steps, seed));
    network.init();
  }

  private static ComputationGraphConfiguration sizes(int words, int channels, int length, int steps, long seed) {
    return new NeuralNetConfiguration.Builder().seed(seed)
        .updater(new Adam(new PolySchedule(ScheduleType.ITERATION, RATE, 1, steps))).weightInit(WeightInit.RELU)
        .activation(Activation.RELU).graphBuilder()
        .addInputs("frame", "all")
        .addLayer("look 1", convolution(5, 2, 16), "frame").addLayer("look 2", convolution(5, 2, 32), "look 1")
        .addLayer("look 3", convolution(3, 2, 64), "look 2")
        .addLayer("anywhere", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "look 3")
        .addLayer("in place", new DenseLayer.Builder().nOut(96).build(), "look 3")
        .addLayer("move 1", convolution(3, 2, 24), "all").addLayer("move 2", convolution(3, 2, 32), "move 1")
        .addLayer("moved", new DenseLayer.Builder().nOut(64).build(), "move 2")
        .addLayer("both", new DenseLayer.Builder().nOut(96).dropOut(0.8).build(), "anywhere", "in place", "moved")
        .addLayer("words", new OutputLayer.Builder(LossFunctions.LossFunction.XENT).activation(Activation.SIGMOID)
            .weightInit(WeightInit.XAVIER).nOut(words).build(), "both")
        .setOutputs("words")
        .setInputTypes(InputType.convolutional(SIDE, SIDE, channels),
            InputType.convolutional(SMALL, SMALL, (long) length * channels))
        .build();
  }

  /** A square convolution; steps of two pixels halve the maps, which costs DL4J less than pooling them. */
  private static ConvolutionLayer convolution(int kernel, int stride, int maps) {
    return new ConvolutionLayer.Builder(kernel, kernel).stride(stride, stride).padding(kernel / 2, kernel / 2).nOut(maps).build();
  }

  /**
   * Learns from clips and their captions; what it is worth is to be measured on others.
   *
   * @param captions one a clip
   * @param clips    number to clip, all of one length and size; asked on all cores
   * @param channels 1 to look at shades of grey, 3 for colours
   * @param progress told how far it is, in words
   */
  public static WordEvaluator train(CaptionFeatures features, List<String> captions, IntFunction<Clip> clips, int channels,
      long seed, Consumer<String> progress) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] rows = IntStream.range(0, captions.size()).toArray();
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
    int used = Math.min(rows.length, MOST_CLIPS);
    byte[][] seen = new byte[used][];              // bytes: numbers would take four times the memory
    IntStream.range(0, used).parallel().forEach(i -> seen[i] = inputs(clips.apply(rows[i]), channels));
    boolean[][] wanted = new boolean[used][];
    Arrays.setAll(wanted, i -> features.of(captions.get(rows[i])));
    int validation = Math.max(used / VALIDATION, Math.min(used / 3, FEW));
    int steps = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, EPOCHS * (used - validation) / BATCH));
    WordEvaluator evaluator = new WordEvaluator(features, channels, clips.apply(rows[0]).length(), steps, seed);
    evaluator.learn(seen, wanted, validation, steps, random, progress);
    return evaluator;
  }

  /** The first so many clips are not learnt from: they say when it knows most, and which words it can tell. */
  private void learn(byte[][] seen, boolean[][] wanted, int validation, int steps, SplittableRandom random,
      Consumer<String> progress) {
    INDArray best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < steps && !Thread.currentThread().isInterrupted(); step++) {
      int[] drawn = random.ints(BATCH, validation, seen.length).toArray();
      int[] aside = random.ints(2 * BATCH, -SHIFT, SHIFT + 1).toArray();
      int[] frames = random.ints(BATCH, 0, FRAMES).toArray();       // another one each time: what is shown is the same
      network.fit(new MultiDataSet(arrays(drawn, seen, frames, aside), new INDArray[] {labels(drawn, wanted)}));
      progress.accept("teaching the evaluator: step " + (step + 1) + " of " + steps);
      if ((step + 1) % (steps / CHECKS) == 0 && validation > 0) {
        double loss = loss(probabilities(Arrays.copyOf(seen, validation)), wanted);
        if (loss < least) {
          least = loss;
          best = network.params().dup();
        }
      }
    }
    if (best != null) {
      network.setParams(best);
    }
    told = tell(probabilities(Arrays.copyOf(seen, validation)), wanted);
  }

  private static double loss(float[][] probabilities, boolean[][] wanted) {
    double sum = 0;
    for (int n = 0; n < probabilities.length; n++) {
      sum -= logProbability(probabilities[n], wanted[n], null);
    }
    return sum;
  }

  /** Which features are right in most clips that have them and in most that have not. */
  private static boolean[] tell(float[][] probabilities, boolean[][] wanted) {
    boolean[] told = new boolean[wanted[0].length];
    for (int k = 0; k < told.length; k++) {
      int with = 0;
      int right = 0;
      int wrong = 0;
      for (int n = 0; n < probabilities.length; n++) {
        with += wanted[n][k] ? 1 : 0;
      }
      double usual = (double) with / probabilities.length;
      for (int n = 0; n < probabilities.length; n++) {
        boolean says = probabilities[n][k] > usual;
        right += wanted[n][k] && says ? 1 : 0;
        wrong += !wanted[n][k] && says ? 1 : 0;
      }
      int without = probabilities.length - with;
      told[k] = with > 0 && without > 0
          && (right / (double) with + (without - wrong) / (double) without) / 2 >= TOLD;
    }
    return told;
  }

  /** The features that it looks for. */
  public CaptionFeatures features() {
    return features;
  }

  /** Which features it can tell on real clips that it has not learnt from, {@code [K]}; others should decide nothing. */
  public boolean[] told() {
    return told.clone();
  }

  /** How likely each feature is, given the clip, {@code [N][K]} in [0, 1]. */
  public float[][] probabilities(List<Clip> clips) {
    return probabilities(clips.parallelStream().map(clip -> inputs(clip, channels)).toArray(byte[][]::new));
  }

  private float[][] probabilities(byte[][] inputs) {
    float[][] all = new float[inputs.length][features.size()];
    for (int from = 0; from < inputs.length; from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(inputs.length, from + BATCH)).toArray();
      for (int f = 0; f < FRAMES; f++) {
        int[] frames = new int[rows.length];
        Arrays.fill(frames, f);
        float[][] some = network.output(arrays(rows, inputs, frames, new int[2 * rows.length]))[0].toFloatMatrix();
        for (int i = 0; i < some.length * features.size(); i++) {
          all[from + i / features.size()][i % features.size()] += some[i / features.size()][i % features.size()] / FRAMES;
        }
      }
    }
    return all;
  }

  /**
   * The logarithm of how likely just these features are together.
   *
   * @param only which count; null for all
   */
  static double logProbability(float[] probabilities, boolean[] has, boolean[] only) {
    double sum = 0;
    for (int k = 0; k < has.length; k++) {
      if (only == null || only[k]) {
        double p = Math.max(1 - CERTAIN, Math.min(CERTAIN, probabilities[k]));
        sum += Math.log(has[k] ? p : 1 - p);
      }
    }
    return sum;
  }

  /** What it sees of a clip: windows of three frames, then all frames, smaller; white is 0, black 255; each {@code [C, H, W]}. */
  private static byte[] inputs(Clip clip, int channels) {
    byte[] all = new byte[channels * (FRAMES * SIDE * SIDE + clip.length() * SMALL * SMALL)];
    int to = 0;
    for (int i = 0; i < FRAMES; i++) {
      int frame = i * (clip.length() - 1) / (FRAMES - 1);
      to = put(FrameWindow.of(clip, frame).cut(clip, frame, SIDE), channels, all, to);
    }
    ClipFit smaller = new ClipFit(1, SMALL, 1);
    for (byte[] frame : clip.frames()) {
      to = put(smaller.square(frame, clip.height(), clip.width()), channels, all, to);
    }
    return all;
  }

  private static int put(byte[] rgb, int channels, byte[] all, int to) {
    int area = rgb.length / 3;
    for (int p = 0; p < area; p++) {
      int red = rgb[3 * p] & 0xff;
      int green = rgb[3 * p + 1] & 0xff;
      int blue = rgb[3 * p + 2] & 0xff;
      if (channels == 1) {
        all[to + p] = (byte) (255 - (red + green + blue) / 3);
      } else {
        all[to + p] = (byte) (255 - red);
        all[to + area + p] = (byte) (255 - green);
        all[to + 2 * area + p] = (byte) (255 - blue);
      }
    }
    return to + channels * area;
  }

  /**
   * The inputs of some clips.
   *
   * @param frames which of its three frames is taken of each, {@code [rows]}
   * @param aside  how far each clip is laid to the right and down, {@code [2 * rows]} in pixels of that frame's window
   */
  private INDArray[] arrays(int[] rows, byte[][] inputs, int[] frames, int[] aside) {
    int picture = channels * SIDE * SIDE;
    int[] from = Arrays.stream(frames).map(frame -> frame * picture).toArray();
    int[] after = new int[rows.length];
    Arrays.fill(after, FRAMES * picture);
    int[] less = Arrays.stream(aside).map(pixels -> pixels * SMALL / SIDE).toArray();
    return new INDArray[] {array(rows, inputs, from, picture, SIDE, aside),
        array(rows, inputs, after, inputs[0].length - FRAMES * picture, SMALL, less)};
  }

  /** What is laid out of a frame is lost; what comes in repeats its edge. */
  private static INDArray array(int[] rows, byte[][] inputs, int[] from, int length, int side, int[] aside) {
    float[] values = new float[rows.length * length];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < length; i++) {
        int x = i % side - aside[2 * n];
        int y = i / side % side - aside[2 * n + 1];
        int old = i / (side * side) * side * side + clamp(y, side) * side + clamp(x, side);
        values[n * length + i] = (inputs[rows[n]][from[n] + old] & 0xff) / 255f;
      }
    }
    return Nd4j.create(values, new int[] {rows.length, length / side / side, side, side}, 'c');
  }

  private static int clamp(int place, int side) {
    return Math.max(0, Math.min(side - 1, place));
  }

  private static INDArray labels(int[] rows, boolean[][] wanted) {
    float[] values = new float[rows.length * wanted[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = wanted[rows[i / wanted[0].length]][i % wanted[0].length] ? 1 : 0;
    }
    return Nd4j.create(values, new int[] {rows.length, wanted[0].length}, 'c');
  }
}
