package texttovideo.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import texttovideo.conv.Nd4jThread;
import texttovideo.model.ClipGenerator;
import texttovideo.nn.Adam;
import texttovideo.nn.Gradients;
import texttovideo.nn.Parameters;

/**
 * A conditional GAN: a generator against two discriminators that see the text, one of whole clips and one of pairs of
 * neighbouring frames. Both discriminators and the generator move in every step.
 */
public final class GanStep implements Algorithm {
  private static final String GRADIENT = "gradient";
  private static final double SLOWEST_AVERAGE = 0.99;
  private static final double BETA_1 = 0.5;      // of Adam; see DiscriminatorTrainer

  private final ClipGenerator generator;
  private final ClipGenerator average;
  private final Adam optimizer;
  private final Discriminators discriminators;
  private final Nd4jThread clipThread = new Nd4jThread("clips");
  private final Nd4jThread pairThread = new Nd4jThread("pairs");

  /**
   * A new game.
   *
   * @param generator   learns
   * @param clipTargets which words the discriminator of whole clips is asked for
   * @param pairTargets which the discriminator of pairs
   * @param batch       {@code N}, clips a step
   * @param random      decides the discriminators' first weights
   * @param cores       how many there are to use; changes no bit
   */
  public GanStep(ClipGenerator generator, WordTargets clipTargets, WordTargets pairTargets, GanSettings settings,
      int batch, SplittableRandom random, int cores) {
    this.generator = generator;
    average = generator.copy();
    optimizer = new Adam(generator.parameters());
    discriminators = new Discriminators(generator.shape(), generator.vocabulary(), clipTargets, pairTargets, settings, batch,
        random, clipThread, pairThread, cores);
  }

  @Override
  public Measured step(TrainingBatch batch, int step, double rate, SplittableRandom random) {
    Discriminators.Draw draw = discriminators.draw(batch, random);
    ClipGenerator.Pass generated =
        generator.forward(batch.tokens(), Discriminators.noise(generator, batch.size(), random));
    Discriminators.Result result = discriminators.step(batch, generated.frames(), draw, step, rate, random);

    Gradients gradients = new Gradients();
    generated.backward(result.dFrames(), gradients);
    optimizer.step(gradients, step, rate, BETA_1);
    average.parameters().average(generator.parameters(), Math.min(SLOWEST_AVERAGE, 1 - 1.0 / (step + 10)));
    Map<String, Double> measured = new LinkedHashMap<>(result.measured());
    measured.put(GRADIENT, gradients.norm());
    return new Measured(measured, new double[0]);
  }

  /** Losses of the discriminators, scores and auxiliary losses, the generator's gradient. */
  @Override
  public List<String> columns() {
    return Stream.concat(Discriminators.COLUMNS.stream(), Stream.of(GRADIENT)).toList();
  }

  @Override
  public ClipGenerator average() {
    return average;
  }

  @Override
  public Map<String, Parameters> networks() {
    Map<String, Parameters> networks = new LinkedHashMap<>();
    networks.put("generator", generator.parameters());
    networks.put("average", average.parameters());
    networks.putAll(discriminators.networks());
    return networks;
  }

  @Override
  public Map<String, Adam> optimizers() {
    Map<String, Adam> optimizers = new LinkedHashMap<>();
    optimizers.put("generator", optimizer);
    optimizers.putAll(discriminators.optimizers());
    return optimizers;
  }

  @Override
  public void close() {
    clipThread.close();
    pairThread.close();
  }
}
