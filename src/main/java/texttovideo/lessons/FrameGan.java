package texttovideo.lessons;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.conv.Floats;
import texttovideo.data.Batch;
import texttovideo.train.GanLoss;
import texttovideo.video.Clip;

/**
 * The text-to-video GAN of the tutorial that this course started from, out of DL4J layers, with any set of {@link Repair}s.
 * Unrepaired, the generator makes single frames from noise and the mean of the words' embedding vectors, and the
 * discriminator sees single frames and nothing else.
 */
public final class FrameGan {
  /** {@code F}. */
  public static final int FRAMES = 10;
  private static final int FPS = 10;

  private final FrameSize size;
  private final Set<Repair> repairs;
  private final WordBags words;
  private final ToyNetwork embedding;              // [N, V] -> [N, E]
  private final ToyNetwork generator;              // [N, Z + E (+ F)] -> [N, C, H, W]
  private final ToyNetwork trunk;                  // of the discriminator, [N, C, 1, H, W] -> features [N, D]
  private final ToyNetwork reader;                 // [N, 1 (+ E) (+ F)] -> text features [N, D]
  private final GanLoss loss = GanLoss.NON_SATURATING;      // of scores, what the tutorial's cross-entropy is of sigmoids
  private final SplittableRandom random;

  /**
   * A GAN with first weights.
   *
   * @param words the vocabulary; its order belongs to the weights
   * @param seed  decides the first weights, the noise and the frames drawn in training
   */
  public FrameGan(FrameSize size, Set<Repair> repairs, WordBags words, long seed) {
    this.size = size;
    this.repairs = Set.copyOf(repairs);
    this.words = words;
    random = new SplittableRandom(seed);
    int number = numbersFrames() ? FRAMES : 0;
    int text = readsText() ? size.embedding() : 0;
    embedding = size.embedding(words.words().size(), seed);
    generator = size.generator(size.noise() + size.embedding() + number, seed + 1);
    trunk = size.trunk(seed + 2);
    reader = size.reader(1 + text + number, seed + 3);
  }

  /**
   * One step of each player. Each clip shows one frame, drawn at random, as from the tutorial's shuffled pile.
   *
   * @param clips     true clips of 10 frames, of this GAN's size
   * @param sentences one a clip, words of the vocabulary
   */
  public ToyGan.Losses step(List<Clip> clips, List<String> sentences) {
    requireFit(clips, sentences);
    int[] numbers = random.ints(clips.size(), 0, FRAMES).toArray();
    INDArray text = embedding.forward(words.rows(sentences)).dup();
    INDArray condition = condition(text, numbers);
    INDArray fakes = generator.forward(generatorInput(noise(clips.size(), random), text, numbers)).dup();
    double discriminatorLoss = discriminatorStep(frames(clips, numbers), fakes, condition);
    return new ToyGan.Losses(discriminatorLoss, generatorStep(fakes, condition));
  }

  // Rows of features: true ones, fakes, and for a discriminator that reads, the true ones once more under the next one's
  // sentence and number. They count as fakes as well, each kind half (Reed et al. 2016, "Generative adversarial text to image
  // synthesis", section 4.2).
  private double discriminatorStep(INDArray real, INDArray fake, INDArray condition) {
    int n = (int) real.size(0);
    int kinds = readsText() ? 3 : 2;
    INDArray features = trunk.forward(deep(Nd4j.concat(0, real, fake))).dup();                  // [2N, D]
    INDArray textFeatures = reader.forward(readsText() ? Nd4j.vstack(condition, condition, next(condition))
        : Nd4j.vstack(condition, condition)).dup();
    INDArray imageFeatures = readsText()
        ? Nd4j.vstack(features, features.get(NDArrayIndex.interval(0, n), NDArrayIndex.all())) : features;
    double[] scores = scores(imageFeatures, textFeatures);
    float[] slopes = new float[kinds * n];
    double sum = 0;
    for (int i = 0; i < slopes.length; i++) {
      boolean isReal = i < n;
      double share = (isReal ? 1 : 1.0 / (kinds - 1)) / n;
      sum += share * (isReal ? loss.real(scores[i]) : loss.fake(scores[i]));
      slopes[i] = (float) (share * (isReal ? loss.realSlope(scores[i]) : loss.fakeSlope(scores[i])) / size.features());
    }
    INDArray dImageFeatures = times(slopes, textFeatures);
    INDArray dFeatures = dImageFeatures.get(NDArrayIndex.interval(0, 2 * n), NDArrayIndex.all()).dup('c');
    if (readsText()) {
      dFeatures.get(NDArrayIndex.interval(0, n), NDArrayIndex.all())
          .addi(dImageFeatures.get(NDArrayIndex.interval(2 * n, 3 * n), NDArrayIndex.all()));
    }
    trunk.backward(dFeatures);
    reader.backward(times(slopes, imageFeatures));
    trunk.step();
    reader.step();
    return sum;
  }

  private double generatorStep(INDArray fakes, INDArray condition) {
    INDArray textFeatures = reader.forward(condition).dup();
    double[] scores = scores(trunk.forward(deep(fakes)), textFeatures);
    float[] slopes = new float[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += loss.generator(scores[i]) / scores.length;
      slopes[i] = (float) (loss.generatorSlope(scores[i]) / scores.length / size.features());
    }
    INDArray dFakes = trunk.backward(times(slopes, textFeatures));                  // the discriminator does not move
    INDArray dInput = generator.backward(dFakes.reshape('c', fakes.shape()));
    generator.step();
    if (repairs.contains(Repair.TRAINED_EMBEDDING)) {
      embedding.backward(dInput.get(NDArrayIndex.all(),
          NDArrayIndex.interval(size.noise(), size.noise() + size.embedding())).dup('c'));
      embedding.step();
    }
    return sum;
  }

  /** The clip of a sentence; the same seed gives the same clip. */
  public Clip generate(String sentence, long seed) {
    boolean one = repairs.contains(Repair.ONE_NOISE_PER_CLIP);
    INDArray noise = noise(one ? 1 : FRAMES, new SplittableRandom(seed));
    INDArray noises = one ? noise.getRows(new int[FRAMES]) : noise;                // the same row ten times
    INDArray text = embedding.forward(words.rows(Collections.nCopies(FRAMES, sentence))).dup();
    return clip(generator.forward(generatorInput(noises, text, IntStream.range(0, FRAMES).toArray())));
  }

  /** The discriminator's score of each clip with its sentence: the mean of its frames' scores. */
  public double[] scores(List<Clip> clips, List<String> sentences) {
    requireFit(clips, sentences);
    INDArray text = embedding.forward(words.rows(sentences)).dup();
    double[] means = new double[clips.size()];
    for (int number = 0; number < FRAMES; number++) {
      int[] numbers = new int[clips.size()];
      Arrays.fill(numbers, number);
      double[] scores = scores(trunk.forward(deep(frames(clips, numbers))), reader.forward(condition(text, numbers)));
      for (int i = 0; i < means.length; i++) {
        means[i] += scores[i] / FRAMES;
      }
    }
    return means;
  }

  /** The vector of each word {@code [V, E]}; a live view, for whoever wants to see whether it learns. */
  public INDArray embedding() {
    return embedding.network().getParam("0_W");
  }

  private void requireFit(List<Clip> clips, List<String> sentences) {
    if (clips.isEmpty() || clips.size() != sentences.size()) {
      throw new IllegalArgumentException("there must be a sentence for each of at least 1 clip, not " + sentences.size()
          + " for " + clips.size());
    }
    for (Clip clip : clips) {
      if (clip.length() != FRAMES || clip.height() != size.pixels() || clip.width() != size.pixels()) {
        throw new IllegalArgumentException("this GAN takes clips of " + FRAMES + " frames, " + size.pixels() + "x"
            + size.pixels() + ", not a " + clip);
      }
    }
  }

  private boolean numbersFrames() {
    return repairs.contains(Repair.FRAME_NUMBER);
  }

  private INDArray generatorInput(INDArray noise, INDArray text, int[] numbers) {
    return numbersFrames() ? Nd4j.hstack(noise, text, oneHot(numbers)) : Nd4j.hstack(noise, text);
  }

  private boolean readsText() {
    return repairs.contains(Repair.TEXT_TO_DISCRIMINATOR);
  }

  /** The condition that the discriminator gets {@code [N, 1 (+ E) (+ F)]}: always a 1, so that there is something to read. */
  private INDArray condition(INDArray text, int[] numbers) {
    List<INDArray> parts = new ArrayList<>(List.of(Nd4j.ones(text.rows(), 1)));
    if (readsText()) {
      parts.add(text);
    }
    if (numbersFrames()) {
      parts.add(oneHot(numbers));
    }
    return Nd4j.hstack(parts);
  }

  /** Each row takes the place of the one before it. */
  private static INDArray next(INDArray rows) {
    int n = rows.rows();
    return rows.getRows(IntStream.range(0, n).map(i -> (i + 1) % n).toArray());
  }

  /**
   * Inner products of image and text features, as in Miyato and Koyama 2018, "cGANs with projection
   * discriminator". Without text its features are the same for all rows, and this is the tutorial's last linear layer.
   */
  private double[] scores(INDArray imageFeatures, INDArray textFeatures) {
    return imageFeatures.mul(textFeatures).sum(1).divi(size.features()).dup().data().asDouble();
  }

  private static INDArray deep(INDArray frames) {
    return frames.reshape('c', frames.size(0), frames.size(1), 1, frames.size(2), frames.size(3));
  }

  /** One frame of each clip, {@code [N, C, H, W]} in [-1, 1]. */
  private INDArray frames(List<Clip> clips, int[] numbers) {
    List<Clip> stills = IntStream.range(0, numbers.length)
        .mapToObj(i -> new Clip(List.of(clips.get(i).frames().get(numbers[i])), size.pixels(), size.pixels(), FPS)).toList();
    return Floats.toArray(Batch.frames(stills, FrameSize.COLOURS), numbers.length, FrameSize.COLOURS, size.pixels(),
        size.pixels());
  }

  /** A generator's output {@code [F, C, H, W]} as pixels: leaving this out is one of the tutorial's defects. */
  private Clip clip(INDArray units) {
    float[] values = units.permute(0, 2, 3, 1).dup('c').data().asFloat();
    return Clip.ofUnits(FloatBuffer.wrap(values), 0, FRAMES, size.pixels(), size.pixels(), FPS);
  }

  private INDArray noise(int rows, SplittableRandom random) {
    float[] values = new float[rows * size.noise()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, new int[] {rows, size.noise()}, 'c');
  }

  private static INDArray oneHot(int[] numbers) {
    return Nd4j.eye(FRAMES).getRows(numbers);
  }

  /** Each row times its factor. */
  private static INDArray times(float[] factors, INDArray rows) {
    return Nd4j.diag(Nd4j.createFromArray(factors)).mmul(rows);
  }
}
