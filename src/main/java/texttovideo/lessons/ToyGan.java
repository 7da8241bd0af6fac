package texttovideo.lessons;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.train.GanLoss;

/**
 * A GAN on points. {@link #step} is algorithm 1 of Goodfellow et al. 2014 with one discriminator step a generator step, and
 * two cures for mode collapse built in.
 *
 * <p>Packing (Lin et al. 2018, "PacGAN"): the discriminator scores {@code pack} points of one source at a time, side by side,
 * so that a lack of variety shows. Instance noise (Sønderby et al. 2017, "Amortised MAP inference", section 3.3): everything
 * that the discriminator sees is blurred by normal noise, so that real and generated points overlap.
 *
 * <p>Labels make it conditional (Mirza and Osindero 2014, "Conditional generative adversarial nets"): both players get what a
 * point is meant to be, one-hot {@code [N, K]}, beside what they get otherwise.
 */
public final class ToyGan {
  private final ToyNetwork generator;
  private final ToyNetwork discriminator;
  private final GanLoss loss;
  private final int noiseSize;
  private final int pack;
  private final long seed;
  private final SplittableRandom random;
  private double instanceNoise;

  /** The two players' mean losses in one step, before their networks moved. */
  public record Losses(double discriminator, double generator) {
  }

  /**
   * @param generator     maps {@code [N, noiseSize]} to {@code [N, dimensions]}
   * @param discriminator maps {@code [N / pack, pack * dimensions]} to one score a row
   * @param pack          points scored together, 1 for the plain GAN
   * @param seed          decides all noise
   */
  public ToyGan(ToyNetwork generator, ToyNetwork discriminator, GanLoss loss, int noiseSize, int pack, long seed) {
    if (noiseSize < 1 || pack < 1) {
      throw new IllegalArgumentException("noiseSize and pack must be at least 1, not " + noiseSize + " and " + pack);
    }
    this.generator = generator;
    this.discriminator = discriminator;
    this.loss = loss;
    this.noiseSize = noiseSize;
    this.pack = pack;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** From now on, blurs what the discriminator sees by normal noise of this standard deviation; 0 for none. */
  public void setInstanceNoise(double deviation) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException("the noise's deviation must be 0 or more, not " + deviation);
    }
    instanceNoise = deviation;
  }

  /**
   * Points {@code [count, dimensions]} from the generator, of the same noise in every call: to look at them while it trains
   * changes nothing, and what moves from one look to the next is the generator's doing.
   */
  public INDArray sample(int count) {
    return generator.forward(normal(count, noiseSize, new SplittableRandom(seed + 1))).dup();
  }

  /** Points {@code [N, dimensions]} of what the labels {@code [N, K]} ask for, likewise. */
  public INDArray sample(INDArray labels) {
    INDArray noise = normal(labels.rows(), noiseSize, new SplittableRandom(seed + 1));
    return generator.forward(beside(noise, labels)).dup();
  }

  /** The discriminator's scores {@code [N / pack, 1]} of points {@code [N, dimensions]}, without blur. */
  public INDArray score(INDArray points) {
    return discriminator.forward(packed(points)).dup();
  }

  /** Where the discriminator's score rises at points {@code [N, dimensions]}: its gradient there, likewise without blur. */
  public INDArray scoreSlopes(INDArray points) {
    INDArray scores = discriminator.forward(packed(points));
    return discriminator.backward(Nd4j.ones(scores.shape())).reshape('c', points.shape()).dup();
  }

  /** One step of each player with real points {@code [N, dimensions]}, {@code N} a multiple of {@code pack}. */
  public Losses step(INDArray real) {
    double discriminatorLoss = discriminatorStep(real);
    return new Losses(discriminatorLoss, generatorStep(real.rows()));
  }

  /** One step of each player with real points and what they are, {@code [N, K]}; the generator is asked for the same. */
  public Losses step(INDArray real, INDArray labels) {
    double discriminatorLoss = discriminatorStep(beside(real, labels),
        beside(generator.forward(beside(normal(real.rows(), noiseSize, random), labels)), labels));
    return new Losses(discriminatorLoss, generatorStep(beside(normal(real.rows(), noiseSize, random), labels), labels));
  }

  /** The discriminator's half of {@link #step}; its mean loss over real plus that over generated points. */
  public double discriminatorStep(INDArray real) {
    return discriminatorStep(real, generator.forward(normal(real.rows(), noiseSize, random)));
  }

  /** The generator's half of {@link #step}; its mean loss. The discriminator stays as it is. */
  public double generatorStep(int count) {
    return generatorStep(normal(count, noiseSize, random), null);
  }

  private double discriminatorStep(INDArray real, INDArray fake) {
    INDArray both = Nd4j.vstack(real, fake);                                         // [2N, dimensions (+ K)]
    double[] scores = column(discriminator.forward(packed(blurred(both))));
    int half = scores.length / 2;
    float[] slopes = new float[scores.length];
    double sum = 0;
    for (int i = 0; i < half; i++) {
      sum += loss.real(scores[i]) + loss.fake(scores[half + i]);
      slopes[i] = (float) loss.realSlope(scores[i]) / half;
      slopes[half + i] = (float) loss.fakeSlope(scores[half + i]) / half;
    }
    discriminator.backward(column(slopes));
    discriminator.step();
    return sum / half;
  }

  private double generatorStep(INDArray noise, INDArray labels) {
    INDArray fakes = generator.forward(noise);                                       // [N, dimensions]
    INDArray shown = labels == null ? fakes : beside(fakes, labels);
    double[] scores = column(discriminator.forward(packed(blurred(shown))));
    float[] slopes = new float[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += loss.generator(scores[i]);
      slopes[i] = (float) loss.generatorSlope(scores[i]) / scores.length;
    }
    INDArray dShown = discriminator.backward(column(slopes)).reshape('c', shown.shape());
    INDArray dFakes = dShown.get(NDArrayIndex.all(), NDArrayIndex.interval(0, fakes.columns()));
    generator.backward(dFakes.dup());                                               // the discriminator does not move
    generator.step();
    return sum / scores.length;
  }

  private static INDArray beside(INDArray points, INDArray labels) {
    return Nd4j.hstack(points, labels);
  }

  private INDArray packed(INDArray points) {
    if (points.rows() % pack != 0) {
      throw new IllegalArgumentException(points.rows() + " points do not make packs of " + pack);
    }
    return points.reshape('c', points.rows() / pack, pack * points.columns());
  }

  private INDArray blurred(INDArray points) {
    return instanceNoise == 0 ? points : points.add(normal(points.rows(), points.columns(), random).muli(instanceNoise));
  }

  private static INDArray normal(int rows, int columns, SplittableRandom random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, new int[] {rows, columns}, 'c');
  }

  private static double[] column(INDArray scores) {
    return scores.dup().data().asDouble();
  }

  private static INDArray column(float[] values) {
    return Nd4j.create(values, new int[] {values.length, 1}, 'c');
  }
}
