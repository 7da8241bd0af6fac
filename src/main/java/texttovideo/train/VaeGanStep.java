package texttovideo.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import texttovideo.conv.Floats;
import texttovideo.conv.Nd4jThread;
import texttovideo.model.ClipEncoder;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ConvGenerator;
import texttovideo.nn.Adam;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parameters;
import texttovideo.nn.Rows;

/**
 * A conditional VAE-GAN (Larsen et al. 2016; Bao et al. 2017, "CVAE-GAN"; Li et al. 2018, "Video Generation From Text"): one
 * generator with two tasks. From an encoder's codes of real clips it gives these clips back, which keeps clips of one
 * caption varied (and steady, where a {@link TemporalLoss} is asked for); from noise it plays against two discriminators that see the text, which makes clips sharp and keeps them
 * to the caption. Each part can be left out, by {@link VaeGanSettings}. Every word is asked for alike. After the first 600
 * steps Adam's rate of the generator and the encoder is at most 4e-4: what differs little between two captions, as the
 * direction of a rotation, is learnt sooner in small steps.
 */
public final class VaeGanStep implements Algorithm {
  private static final String RECONSTRUCTION = "reconstruction";
  private static final String TEMPORAL = "temporal";
  private static final String DIVERGENCE = "KL";
  private static final String GRADIENT = "gradient";
  private static final int HALVES = 2;
  private static final double SLOWEST_AVERAGE = 0.998;
  private static final double BETA_1 = 0.9;             // of Adam, while there is no game
  private static final double BETA_1_OF_A_GAME = 0.5;   // see DiscriminatorTrainer
  private static final int FAST_STEPS = 600;            // of the generator and the encoder, however long the run is
  private static final double LATER_RATE = 4e-4;        // theirs at most; discriminators stay faster (Heusel et al. 2017, TTUR)

  private final ConvGenerator generator;
  private final ConvGenerator average;
  private final ClipEncoder encoder;                    // null without reconstruction
  private final Discriminators discriminators;          // null without a game
  private final VaeGanSettings settings;
  private final Map<String, Adam> optimizers = new LinkedHashMap<>();
  private final Nd4jThread[] threads = {new Nd4jThread("first half"), new Nd4jThread("second half")};
  private final boolean sideBySide;

  /**
   * A new run.
   *
   * @param generator learns
   * @param batch     {@code N}, clips a step
   * @param random    decides the other networks' first weights
   * @param cores     how many there are to use; changes no bit
   */
  public VaeGanStep(ConvGenerator generator, VaeGanSettings settings, int batch, SplittableRandom random, int cores) {
    this.generator = generator;
    this.settings = settings;
    average = generator.copy();
    sideBySide = cores > 1;
    optimizers.put("generator", new Adam(generator.parameters()));
    encoder = settings.encodes() ? new ClipEncoder(generator.shape(), generator.vocabulary(), generator.noiseSize(),
        Initializer.normal(random)) : null;
    if (encoder != null) {
      optimizers.put("encoder", new Adam(encoder.parameters()));
    }
    discriminators = settings.plays() ? new Discriminators(generator.shape(), generator.vocabulary(), WordTargets.alike(),
        WordTargets.alike(), settings.gan(), batch, random, threads[0], threads[1], cores) : null;
    if (discriminators != null) {
      optimizers.putAll(discriminators.optimizers());
    }
  }

  @Override
  public Measured step(TrainingBatch batch, int step, double rate, SplittableRandom random) {
    double gameWeight = settings.gameWeight(step);
    int clips = batch.size();
    int fromCodes = encoder == null ? 0 : clips;
    int fromNoise = gameWeight == 0 ? 0 : clips - fromCodes / 2;
    try (Halves halves = new Halves()) {
      Map<String, Double> measured = new LinkedHashMap<>();
      double[] clipErrors = new double[0];
      Encoded encoded = encoder == null ? null : new Encoded(halves, batch, random);
      Discriminators.Draw draw = fromNoise > 0 ? discriminators.draw(batch, random) : null;
      float[] codes = Floats.join(encoded == null ? new float[0] : encoded.codes.sample(),
          Discriminators.noise(generator, fromNoise, random));
      Generated generated = new Generated(halves, captions(batch.tokens(), fromCodes, fromNoise), codes);
      float[] frames = generated.frames();
      float[] dFrames = new float[frames.length];
      if (encoded != null) {
        float[] returned = Arrays.copyOf(frames, batch.frames().length);
        ReconstructionLoss loss = new ReconstructionLoss(returned, batch.frames(), generator.shape(), Cores.ALL);
        clipErrors = loss.ofClips();
        measured.put(RECONSTRUCTION, loss.value());
        measured.put(DIVERGENCE, encoded.codes.divergence());
        float[] dReturned = loss.dFrames();
        if (settings.temporal() > 0) {
          TemporalLoss temporal = new TemporalLoss(returned, batch.frames(), generator.shape(), Cores.ALL);
          measured.put(TEMPORAL, temporal.value());
          Rows.addScaled(dReturned, (float) settings.temporal(), temporal.dFrames());
        }
        Rows.scaleAndShift(dReturned, (float) settings.reconstruction(), 0, dReturned);
        System.arraycopy(dReturned, 0, dFrames, 0, dReturned.length);
      }
      if (draw != null) {
        int given = (clips - fromNoise) * generator.shape().length();      // numbers of clips from codes that are shown
        float[] shown = Floats.join(Arrays.copyOf(frames, given),
            Arrays.copyOfRange(frames, frames.length - batch.frames().length + given, frames.length));
        Discriminators.Result game = discriminators.step(batch, shown, draw, step, rate, random);
        measured.putAll(game.measured());
        addShown(dFrames, game.dFrames(), given, (float) gameWeight);
      } else if (discriminators != null) {
        Discriminators.COLUMNS.forEach(column -> measured.put(column, 0.0));
      }

      Gradients gradients = new Gradients();
      float[] dCodes = generated.backward(dFrames, gradients);
      double beta1 = gameWeight > 0 ? BETA_1_OF_A_GAME : BETA_1;
      double own = step < FAST_STEPS ? rate : Math.min(rate, LATER_RATE);
      if (encoded != null) {
        Gradients ofEncoder = new Gradients();
        encoded.backward(dCodes, ofEncoder);
        optimizers.get("encoder").step(ofEncoder, step, own, beta1);
        generator.noiseMixture().follow(Arrays.copyOf(codes, fromCodes * generator.noiseSize()));
      }
      optimizers.get("generator").step(gradients, step, own, beta1);
      average.parameters().average(generator.parameters(), Math.min(SLOWEST_AVERAGE, 1 - 1.0 / (step + 10)));
      measured.put(GRADIENT, gradients.norm());
      return new Measured(measured, clipErrors);
    }
  }

  /** The captions of the clips that a step makes: of all real clips, for their codes, and of the last few, for noise. */
  private static int[][] captions(int[][] tokens, int fromCodes, int fromNoise) {
    return Stream.concat(Arrays.stream(tokens, 0, fromCodes), Arrays.stream(tokens, tokens.length - fromNoise, tokens.length))
        .toArray(int[][]::new);
  }

  /**
   * Adds the game's gradient {@code [N, ...]} at the clips shown to the discriminators, one for each caption of the batch: where
   * there is an encoder, the first half are given back from codes (Bao et al. 2017, section 3: the game on both), the others,
   * which stand last, made from noise.
   */
  private static void addShown(float[] dFrames, float[] dShown, int given, float weight) {
    for (int i = 0; i < dShown.length; i++) {
      dFrames[i < given ? i : dFrames.length - dShown.length + i] += weight * dShown[i];
    }
  }

  /** What a step works on in two halves, each on a thread of its own, whatever the number of cores: no bit depends on it. */
  private final class Halves implements AutoCloseable {
    private final Nd4jThread.Scope[] scopes = {threads[0].open(), threads[1].open()};

    /** The rows {@code [..., row]} that belong to a half. */
    float[] part(float[] all, int rows, int half) {
      int row = all.length / rows;
      return Arrays.copyOfRange(all, half * rows / HALVES * row, (half + 1) * rows / HALVES * row);
    }

    <T> T[] part(T[] all, int half) {
      return Arrays.copyOfRange(all, half * all.length / HALVES, (half + 1) * all.length / HALVES);
    }

    /** Runs a task for each half; arrays that it makes stay until these halves are closed. */
    <T> List<T> each(IntFunction<T> task) {
      List<CompletableFuture<T>> running = new ArrayList<>();
      for (int half = 0; half < HALVES; half++) {
        int which = half;
        running.add(scopes[half].start(() -> task.apply(which)));
        if (!sideBySide) {
          running.get(half).join();
        }
      }
      return running.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
      for (Nd4jThread.Scope scope : scopes) {
        scope.close();
      }
    }
  }

  /** The real clips' codes, and the way back from them. */
  private final class Encoded {
    private final Halves halves;
    private final List<ClipEncoder.Pass> passes;
    private final LatentCodes codes;

    Encoded(Halves halves, TrainingBatch batch, SplittableRandom random) {
      this.halves = halves;
      ClipGenerator.Shape shape = generator.shape();
      float[] inputs = ClipEncoder.inputs(batch.frames(), shape, Cores.ALL);
      passes = halves.each(half -> {
        int[][] tokens = halves.part(batch.tokens(), half);
        return encoder.forward(Floats.toArray(halves.part(inputs, batch.size(), half), tokens.length,
            (long) shape.frames() * shape.channels(), shape.pixels() / 2, shape.pixels() / 2), tokens);
      });
      List<float[][]> outputs = halves.each(half -> passes.get(half).output());
      codes = new LatentCodes(outputs.stream().flatMap(Arrays::stream).toArray(float[][]::new), random);
    }

    void backward(float[] dCodes, Gradients gradients) {
      float[][] dOutputs = codes.backward(dCodes, settings.kl());
      addAll(gradients, halves.each(half -> {
        Gradients own = new Gradients();
        passes.get(half).backward(halves.part(dOutputs, half), own);
        return own;
      }), encoder.parameters());
    }
  }

  /** Clips of captions {@code [M][L]} from codes {@code [M, Z]}, and the way back from them. */
  private final class Generated {
    private final Halves halves;
    private final int clips;                            // M
    private final List<ConvGenerator.Pass> passes;

    Generated(Halves halves, int[][] captions, float[] codes) {
      this.halves = halves;
      clips = captions.length;
      passes = halves.each(half ->
          generator.forward(halves.part(captions, half), halves.part(codes, clips, half)));
    }

    /** The clips {@code [M, F, C, H, W]}. */
    float[] frames() {
      return Floats.join(passes.get(0).frames(), passes.get(1).frames());
    }

    /** Adds to the generator's gradients; the gradient {@code [M, Z]} at the codes. */
    float[] backward(float[] dFrames, Gradients gradients) {
      List<Gradients> own = List.of(new Gradients(), new Gradients());
      List<float[]> dCodes =
          halves.each(half -> passes.get(half).noiseGradient(halves.part(dFrames, clips, half), own.get(half)));
      addAll(gradients, own, generator.parameters());
      return Floats.join(dCodes.get(0), dCodes.get(1));
    }
  }

  /** Adds up gradients, always in this order. */
  private static void addAll(Gradients sum, List<Gradients> parts, Parameters network) {
    network.byName().values().forEach(parameter ->
        parts.forEach(part -> Rows.addScaled(sum.of(parameter), 1, part.of(parameter))));
  }

  /** Of the parts that are trained; what the game measures is 0 before it begins. */
  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    if (encoder != null) {
      columns.addAll(List.of(RECONSTRUCTION, DIVERGENCE));
      if (settings.temporal() > 0) {
        columns.add(TEMPORAL);
      }
    }
    if (discriminators != null) {
      columns.addAll(Discriminators.COLUMNS);
    }
    columns.add(GRADIENT);
    return columns;
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
    if (encoder != null) {
      networks.put("encoder", encoder.parameters());
    }
    if (discriminators != null) {
      networks.putAll(discriminators.networks());
    }
    return networks;
  }

  @Override
  public Map<String, Adam> optimizers() {
    return new LinkedHashMap<>(optimizers);
  }

  @Override
  public void close() {
    for (Nd4jThread thread : threads) {
      thread.close();
    }
  }
}
