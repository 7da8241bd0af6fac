package texttovideo.lessons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
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
  private final ToyNetwork generator;              // [N, Z + E (+ F) (+ F*E)] -> [N, C, H, W]
  private final ToyNetwork trunk;                  // of the discriminator, [N, C, 1, H, W] -> features [N, D]
  private final ToyNetwork reader;                 // [N, 1 (+ E) (+ F) (+ F*E)] -> text features [N, D]
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
    int time = (numbersFrames() ? FRAMES : 0) + (multiplies() ? FRAMES * size.embedding() : 0);
    int text = readsText() ? size.embedding() : 0;
    embedding = size.embedding(words.words().size(), seed);
    generator = size.generator(size.noise() + size.embedding() + time, seed + 1);
    trunk = size.trunk(seed + 2);
    reader = size.reader(1 + text + time, seed + 3);
  }

  private FrameGan(FrameGan other, Repair more) {
    size = other.size;
    EnumSet<Repair> all = EnumSet.of(more);
    all.addAll(other.repairs);
    repairs = Set.copyOf(all);
    words = other.words;
    embedding = other.embedding;
    generator = other.generator;
    trunk = other.trunk;
    reader = other.reader;
    random = other.random;
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
    List<INDArray> wrong = wrongConditions(text, numbers);
    double discriminatorLoss = discriminatorStep(frames(clips, numbers), fakes, condition, wrong);
    return new ToyGan.Losses(discriminatorLoss, generatorStep(fakes, condition, numbers));
  }

  // Rows of features: true ones, fakes, and for a discriminator that reads, the true ones once more under each wrong
  // condition. They count as fakes as well, all kinds alike (Reed et al. 2016, "Generative adversarial text to image
  // synthesis", section 4.2).
  private double discriminatorStep(INDArray real, INDArray fake, INDArray condition, List<INDArray> wrong) {
    int n = (int) real.size(0);
    int kinds = 2 + wrong.size();
    INDArray features = trunk.forward(deep(Nd4j.concat(0, real, fake))).dup();                  // [2N, D]
    INDArray ofReal = features.get(NDArrayIndex.interval(0, n), NDArrayIndex.all());
    List<INDArray> conditions = new ArrayList<>(List.of(condition, condition));
    List<INDArray> images = new ArrayList<>(List.of(features));
    wrong.forEach(each -> {
      conditions.add(each);
      images.add(ofReal);
    });
    INDArray textFeatures = reader.forward(Nd4j.vstack(conditions)).dup();
    INDArray imageFeatures = Nd4j.vstack(images);
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
    for (int kind = 2; kind < kinds; kind++) {
      dFeatures.get(NDArrayIndex.interval(0, n), NDArrayIndex.all())
          .addi(dImageFeatures.get(NDArrayIndex.interval(kind * n, (kind + 1) * n), NDArrayIndex.all()));
    }
    trunk.backward(dFeatures);
    reader.backward(times(slopes, imageFeatures));
    trunk.step();
    reader.step();
    return sum;
  }

  private double generatorStep(INDArray fakes, INDArray condition, int[] numbers) {
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
      embedding.backward(textGradient(dInput, numbers));
      embedding.step();
    }
    return sum;
  }

  /**
   * The same networks, not copies, but a clip's frames from one noise vector: training never notices which noise belongs to
   * which frame, so {@link Repair#ONE_NOISE_PER_CLIP} needs none.
   */
  public FrameGan withOneNoisePerClip() {
    return new FrameGan(this, Repair.ONE_NOISE_PER_CLIP);
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

  private INDArray textGradient(INDArray dInput, int[] numbers) {
    INDArray dText = Floats.columns(dInput, size.noise(), size.noise() + size.embedding());
    if (multiplies()) {
      INDArray dProducts = Floats.columns(dInput, dInput.columns() - FRAMES * size.embedding(), dInput.columns());
      dText.addi(dProducts.reshape('c', numbers.length, FRAMES, size.embedding())
          .mul(oneHot(numbers).reshape('c', numbers.length, FRAMES, 1)).sum(1));
    }
    return dText;
  }

  private boolean multiplies() {
    return repairs.contains(Repair.SENTENCE_TIMES_NUMBER);
  }

  private boolean numbersFrames() {
    return repairs.contains(Repair.FRAME_NUMBER);
  }

  private INDArray generatorInput(INDArray noise, INDArray text, int[] numbers) {
    List<INDArray> parts = new ArrayList<>(List.of(noise, text));
    parts.addAll(time(text, numbers));
    return Nd4j.hstack(parts);
  }

  /** What tells a player which frame it is about. */
  private List<INDArray> time(INDArray text, int[] numbers) {
    List<INDArray> parts = new ArrayList<>();
    if (numbersFrames()) {
      parts.add(oneHot(numbers));
    }
    if (multiplies()) {
      parts.add(products(text, numbers));
    }
    return parts;
  }

  /** Every product of a number of the sentence and one of the frame {@code [N, F*E]}: the sentence, in its frame's place. */
  private INDArray products(INDArray text, int[] numbers) {
    int n = numbers.length;
    return oneHot(numbers).reshape('c', n, FRAMES, 1).mul(text.reshape('c', n, 1, size.embedding()))
        .reshape('c', n, (long) FRAMES * size.embedding());
  }

  private boolean readsText() {
    return repairs.contains(Repair.TEXT_TO_DISCRIMINATOR);
  }

  /** What the discriminator is told {@code [N, 1 (+ E) (+ F) (+ F*E)]}: always a 1, to read where there is no text. */
  private INDArray condition(INDArray text, int[] numbers) {
    List<INDArray> parts = new ArrayList<>(List.of(Nd4j.ones(text.rows(), 1)));
    if (readsText()) {
      parts.add(text);
    }
    parts.addAll(time(text, numbers));
    return Nd4j.hstack(parts);
  }

  /** What true pictures must not be taken for, one matrix a kind; none for a discriminator that reads nothing. */
  private List<INDArray> wrongConditions(INDArray text, int[] numbers) {
    if (!readsText()) {
      return List.of();
    }
    int n = numbers.length;
    INDArray other = text.getRows(IntStream.range(0, n).map(i -> (i + 1) % n).toArray());
    if (!repairs.contains(Repair.WRONG_NUMBER)) {
      return List.of(condition(other, IntStream.range(0, n).map(i -> numbers[(i + 1) % n]).toArray()));
    }
    int[] moments = Arrays.stream(numbers).map(number -> (number + random.nextInt(1, FRAMES)) % FRAMES).toArray();
    return List.of(condition(other, numbers), condition(text, moments));
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
    return Clip.ofFrames(f -> Floats.of(units.slice(f)), FRAMES, size.pixels(), size.pixels(), FPS);
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
