package texttovideo.eval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
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
 * A small network that has learnt, from real clips, which words of captions a clip shows. Two parts look at a clip: one at three
 * of its frames, wherever in them something is (what is shown), one at all frames at low resolution (how it moves). It belongs to
 * one thread.
 */
public final class WordEvaluator {
  private static final int FRAMES = 3;           // that the first part looks at
  private static final int SIDE = 32;            // pixels of theirs
  private static final int SMALL = 16;           // pixels of all frames
  private static final int BATCH = 32;
  private static final int LEAST_STEPS = 200;
  private static final int MOST_STEPS = 2400;
  private static final int EPOCHS = 60;
  private static final double RATE = 2e-3;       // at first; it falls to 0, or the last steps would undo each other
  private static final int SHIFT = 2;            // pixels of the frames, that a clip is laid aside by chance, each time anew
  private static final int CHECKS = 10;          // of what it knows on clips that it does not learn from
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
    ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder().seed(seed)
        .updater(new Adam(new PolySchedule(ScheduleType.ITERATION, RATE, 1, steps))).weightInit(WeightInit.RELU)
        .activation(Activation.RELU).graphBuilder()
        .addInputs("first", "middle", "last", "all")
        .addVertex("frames", new StackVertex(), "first", "middle", "last")
        .addLayer("look 1", convolution(5, 2, 16), "frames").addLayer("look 2", convolution(3, 2, 32), "look 1")
        .addLayer("look 3", convolution(3, 1, 64), "look 2").addLayer("look 4", convolution(3, 1, 128), "look 3")
        .addLayer("anywhere", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "look 4");
    for (int f = 0; f < FRAMES; f++) {
      graph.addVertex("seen " + f, new UnstackVertex(f, FRAMES), "anywhere");
    }
    return graph
        .addVertex("seen", new ElementWiseVertex(ElementWiseVertex.Op.Average), "seen 0", "seen 1", "seen 2")
        .addLayer("move 1", convolution(3, 2, 24), "all").addLayer("move 2", convolution(3, 2, 32), "move 1")
        .addLayer("moved", new DenseLayer.Builder().nOut(64).build(), "move 2")
        .addLayer("both", new DenseLayer.Builder().nOut(96).dropOut(0.8).build(), "seen", "moved")
        .addLayer("words", new OutputLayer.Builder(LossFunctions.LossFunction.XENT).activation(Activation.SIGMOID)
            .weightInit(WeightInit.XAVIER).nOut(words).build(), "both")
        .setOutputs("words")
        .setInputTypes(InputType.convolutional(SIDE, SIDE, channels), InputType.convolutional(SIDE, SIDE, channels),
            InputType.convolutional(SIDE, SIDE, channels), InputType.convolutional(SMALL, SMALL, (long) length * channels))
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
      network.fit(new MultiDataSet(arrays(drawn, seen, aside), new INDArray[] {labels(drawn, wanted)}));
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
    float[][] all = new float[inputs.length][];
    for (int from = 0; from < inputs.length; from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(inputs.length, from + BATCH)).toArray();
      float[][] some = network.output(arrays(rows, inputs, new int[2 * rows.length]))[0].toFloatMatrix();
      System.arraycopy(some, 0, all, from, some.length);
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

  /** What it sees of a clip: three frames, then all of them smaller; 0 for paper, 255 for ink; each {@code [C, H, W]}. */
  private static byte[] inputs(Clip clip, int channels) {
    byte[] all = new byte[channels * (FRAMES * SIDE * SIDE + clip.length() * SMALL * SMALL)];
    int to = 0;
    for (int f = 0; f < FRAMES; f++) {
      to = put(clip, f * (clip.length() - 1) / (FRAMES - 1), SIDE, channels, all, to);
    }
    for (int f = 0; f < clip.length(); f++) {
      to = put(clip, f, SMALL, channels, all, to);
    }
    return all;
  }

  private static int put(Clip clip, int frame, int side, int channels, byte[] all, int to) {
    byte[] rgb = new ClipFit(1, side, 1).square(clip.frames().get(frame), clip.height(), clip.width());
    int area = side * side;
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
   * @param aside how far each clip's frames are laid to the right and down, {@code [2 * rows]} in pixels of the three frames
   */
  private INDArray[] arrays(int[] rows, byte[][] inputs, int[] aside) {
    INDArray[] arrays = new INDArray[FRAMES + 1];
    int picture = channels * SIDE * SIDE;
    for (int f = 0; f < FRAMES; f++) {
      arrays[f] = array(rows, inputs, f * picture, picture, SIDE, aside);
    }
    int[] less = Arrays.stream(aside).map(pixels -> pixels * SMALL / SIDE).toArray();
    arrays[FRAMES] = array(rows, inputs, FRAMES * picture, inputs[0].length - FRAMES * picture, SMALL, less);
    return arrays;
  }

  /** What is laid out of a frame is lost; what comes in repeats its edge. */
  private static INDArray array(int[] rows, byte[][] inputs, int from, int length, int side, int[] aside) {
    float[] values = new float[rows.length * length];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < length; i++) {
        int x = i % side - aside[2 * n];
        int y = i / side % side - aside[2 * n + 1];
        int old = i / (side * side) * side * side + clamp(y, side) * side + clamp(x, side);
        values[n * length + i] = (inputs[rows[n]][from + old] & 0xff) / 255f;
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
