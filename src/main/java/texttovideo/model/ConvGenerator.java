package texttovideo.model;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import texttovideo.conv.Conv2d;
import texttovideo.conv.Floats;
import texttovideo.conv.FourierFeatures;
import texttovideo.conv.ModulatedLeakyRelu;
import texttovideo.conv.Nd4jDense;
import texttovideo.conv.Nd4jLeakyRelu;
import texttovideo.conv.Nd4jThread;
import texttovideo.conv.PixelShuffle;
import texttovideo.conv.UpConv2d;
import texttovideo.nn.EmbeddingBag;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameter;
import texttovideo.nn.Parameters;
import texttovideo.nn.Rows;
import texttovideo.nn.Sequential;

/**
 * Makes clips by convolutions and knows nothing of what they show: text features and noise become a style of the clip, that
 * a style for each frame, and from its style the same network draws every frame (as in Tulyakov et al. 2018, "MoCoGAN:
 * Decomposing Motion and Content for Video Generation", section 3.1; frame styles come from one layer here, not from a
 * recurrent network). Each word also adds something of its own to the frames' styles, a short way past the hidden layers
 * (Cheng et al. 2016, "Wide and Deep Learning for Recommender Systems", section 3.1). A frame's style becomes a small map,
 * which is doubled twice while the style scales and shifts every layer's channels; then four maps become one of full size
 * ({@link PixelShuffle}). Halfway, maps of waves are laid beside it, which the style moves, turns and scales as a whole
 * ({@link FourierFeatures}). Where frames share ({@link ConvConfig#shared}), all up to the waves is drawn once a clip, from the
 * clip's style: what stays the same need not be learnt anew for every frame.
 *
 * <p>It makes clips of the length and size that it is trained on, no others. Passes live in the caller's workspace, if one
 * is open ({@link Nd4jThread}), and run on the calling thread alone.
 */
public final class ConvGenerator implements ClipGenerator {
  private static final int SMALLEST = 8;          // the first map is so many times smaller than a frame
  private static final int WAVED = 2;             // the stage that sees waves, too
  private static final double STILL = 0.3;        // how far the waves' transforms start from none
  private static final float WORD_SPEED = 3;      // how many times faster than weights a word's own share is learnt
  private static final float BACKGROUND = 1.5f;   // taken from every output: the first clips are nearly white

  private final ConvConfig config;
  private final WordPairEncoder text;             // [N][L] -> [N, D]
  private final Layer<INDArray> mapping;          // [N, D+Z] -> style [N, W]
  private final Layer<INDArray> frameStyles;      // [N, W] -> [N, F*W]: a style for each frame
  private final EmbeddingBag words;               // [N][L] -> [N][F*W]: what the words add to it
  private final Layer<INDArray> rectifier = new Nd4jLeakyRelu();      // of the sum of both
  private final Layer<INDArray> base;             // [M, W] -> [M, 2 width * H/8 * W/8], M = N*F, or N where frames share
  private final Layer<INDArray> waves;            // [N*F, W] -> [N*F, 32, H/4, W/4]
  private final Stage[] stages;                   // at H/8, H/4, H/4, H/2
  private final Layer<INDArray> picture;          // [N*F, 3/4 width, H/2, W/2] -> [N*F, C, H, W]
  private final NoiseMixture noise;               // what noise [Z] is drawn from
  private final Parameters parameters;

  /** @param start its first weights */
  public ConvGenerator(ConvConfig config, Initializer start) {
    this.config = config;
    int width = config.width();
    int cells = config.pixels() / SMALLEST * (config.pixels() / SMALLEST);
    text = new WordPairEncoder(start, config.vocabulary(), config.textFeatures());
    mapping = new Sequential<>(
        new Nd4jDense(start, config.textFeatures() + config.noise(), config.hidden(), 1), new Nd4jLeakyRelu(),
        new Nd4jDense(start, config.hidden(), config.hidden(), 1), new Nd4jLeakyRelu(),
        new Nd4jDense(start, config.hidden(), config.style(), 1), new Nd4jLeakyRelu());
    frameStyles = new Nd4jDense(start, config.style(), config.frames() * config.style(), 1);
    words = new EmbeddingBag(start.zeros(config.vocabulary(), config.frames() * config.style()), WORD_SPEED);
    base = new Sequential<>(new Nd4jDense(start, config.style(), 2 * width * cells, 1), new Nd4jLeakyRelu());
    waves = new Sequential<>(new Nd4jDense(start, config.style(), FourierFeatures.NUMBERS, STILL),
        new FourierFeatures(config.pixels() / 4));
    int finest = width * 3 / 4;
    stages = new Stage[] {
        new Stage(start, new Conv2d(start, 2 * width, 2 * width, 3, 1, 1), 2 * width),
        new Stage(start, new UpConv2d(start, 2 * width, width, 1), width),
        new Stage(start, new Conv2d(start, width + FourierFeatures.MAPS, width, 3, 1, 1), width),
        new Stage(start, new UpConv2d(start, width, finest, 1), finest)};
    picture = new Sequential<>(new Conv2d(start, finest, 4 * config.channels(), 3, 1, 0.5), new PixelShuffle());
    noise = new NoiseMixture(config.noise(), start);
    parameters = named();
  }

  private Parameters named() {
    Parameters all = new Parameters().add("text", text.parameters()).add("mapping", mapping.parameters())
        .add("frames", frameStyles.parameters()).add("words", words.table())
        .add("base", base.parameters()).add("waves", waves.parameters());
    for (int i = 0; i < stages.length; i++) {
      all.add("stages." + i, stages[i].parameters());
    }
    all.add("picture", picture.parameters());
    return all.add("noise", noise.parameters());
  }

  /** A convolution whose channels the style scales and shifts. */
  private final class Stage {
    private final Layer<INDArray> convolution;
    private final Nd4jDense style;                // [M, W] -> [M, 2 channels], M = N*F, or N where frames share

    Stage(Initializer start, Layer<INDArray> convolution, int channels) {
      this.convolution = convolution;
      style = new Nd4jDense(start, config.style(), 2 * channels, 1);
    }

    Map<String, Parameter> parameters() {
      return new Parameters().add("convolution", convolution.parameters()).add("style", style.parameters()).byName();
    }

    StagePass forward(INDArray x, INDArray styles) {
      Layer.Pass<INDArray> convolved = convolution.forward(x);
      Layer.Pass<INDArray> read = style.forward(styles);
      return new StagePass(convolved, read, ModulatedLeakyRelu.forward(convolved.output(), read.output()));
    }
  }

  private record StagePass(Layer.Pass<INDArray> convolved, Layer.Pass<INDArray> read, ModulatedLeakyRelu.Pass modulated) {
    INDArray output() {
      return modulated.output();
    }

    /** The gradient at the input; that at the style is added to a sum. */
    INDArray backward(INDArray dOutput, INDArray dStyle, Gradients gradients) {
      ModulatedLeakyRelu.Pass.Gradient gradient = modulated.backward(dOutput);
      dStyle.addi(read.backward(gradient.dStyles(), gradients));
      return convolved.backward(gradient.dX(), gradients);
    }
  }

  @Override
  public ConvConfig config() {
    return config;
  }

  @Override
  public ConvGenerator copy() {
    ConvGenerator copy = new ConvGenerator(config, Initializer.FROM_FILE);
    copy.parameters.load(parameters.tensors());
    return copy;
  }

  @Override
  public Shape shape() {
    return new Shape(config.frames(), config.channels(), config.pixels());
  }

  @Override
  public int vocabulary() {
    return config.vocabulary();
  }

  @Override
  public int noiseSize() {
    return config.noise();
  }

  /** Drawn from {@link #noiseMixture}. */
  @Override
  public float[] noise(RandomGenerator random) {
    float[] numbers = noise.next(random);
    Rows.requireFinite("a noise number", numbers);
    return numbers;
  }

  /** What noise is drawn from. */
  public NoiseMixture noiseMixture() {
    return noise;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Pass forward(int[][] tokens, float[] noise) {
    requireInputs(tokens, noise);
    Nd4jThread.useOneCore();      // two cores would give other bits than one
    return new Pass(tokens, noise);
  }

  /** One forward pass. It belongs to one thread, and to the workspace that was open when it was made. */
  public final class Pass implements ClipGenerator.Pass {
    private final WordPairEncoder.Pass textPass;
    private final Layer.Pass<INDArray> mappingPass;
    private final Layer.Pass<INDArray> framePass;
    private final EmbeddingBag.Pass wordPass;
    private final Layer.Pass<INDArray> stylePass;
    private final Layer.Pass<INDArray> basePass;
    private final Layer.Pass<INDArray> wavePass;
    private final StagePass[] stagePasses = new StagePass[stages.length];
    private final Layer.Pass<INDArray> picturePass;
    private final float[] frames;                 // [N, F, C, H, W]

    // N clips, F frames of each; the first stages draw M pictures: N*F, or N where frames share
    private Pass(int[][] tokens, float[] noise) {
      int clips = tokens.length;
      int side = config.pixels() / SMALLEST;
      textPass = text.forward(tokens);
      mappingPass = mapping.forward(Nd4j.concat(1, textPass.features(), Floats.toArray(noise, clips, config.noise())));
      framePass = frameStyles.forward(mappingPass.output());
      wordPass = words.forward(tokens);
      stylePass = rectifier.forward(framePass.output().add(Floats.toArray(wordPass.output())));
      INDArray style = stylePass.output().reshape((long) clips * config.frames(), config.style());
      INDArray early = config.shared() ? mappingPass.output() : style;
      basePass = base.forward(early);
      wavePass = waves.forward(style);
      INDArray x = basePass.output().reshape(early.size(0), 2L * config.width(), side, side);
      for (int i = 0; i < stages.length; i++) {
        x = i == WAVED ? Nd4j.concat(1, forFrames(x), wavePass.output()) : x;
        stagePasses[i] = stages[i].forward(x, i < WAVED ? early : style);
        x = stagePasses[i].output();
      }
      picturePass = picture.forward(x);
      frames = Floats.of(picturePass.output());
      Ink.frames(frames, BACKGROUND);
    }

    @Override
    public float[] frames() {
      return frames;
    }

    @Override
    public void backward(float[] dFrames, Gradients gradients) {
      noiseGradient(dFrames, gradients);
    }

    /**
     * Adds to the parameters' gradients, and returns the gradient {@code [N, Z]} at the noise.
     *
     * @param dFrames {@code [N, F, C, H, W]}
     */
    public float[] noiseGradient(float[] dFrames, Gradients gradients) {
      INDArray dPicture = Floats.toArray(Ink.gradient(frames, dFrames), picturePass.output().shape());
      INDArray dX = picturePass.backward(dPicture, gradients);
      INDArray dStyle = Nd4j.zeros(dX.size(0), config.style());
      INDArray dEarly = config.shared() ? Nd4j.zeros(mappingPass.output().shape()) : dStyle;
      for (int i = stages.length - 1; i >= 0; i--) {
        dX = stagePasses[i].backward(dX, i < WAVED ? dEarly : dStyle, gradients);
        if (i == WAVED) {
          INDArray dWaves = channels(dX, config.width(), config.width() + FourierFeatures.MAPS);
          dStyle.addi(wavePass.backward(dWaves, gradients));
          dX = ofFrames(channels(dX, 0, config.width()));
        }
      }
      dEarly.addi(basePass.backward(dX.reshape(basePass.output().shape()), gradients));
      INDArray dStyles = stylePass.backward(dStyle.reshape(stylePass.output().shape()), gradients);
      wordPass.backward(Floats.rows(dStyles), gradients);
      INDArray dMapped = framePass.backward(dStyles, gradients);
      INDArray dInputs = mappingPass.backward(config.shared() ? dMapped.add(dEarly) : dMapped, gradients);
      textPass.backward(Floats.columns(dInputs, 0, config.textFeatures()), gradients);
      return Floats.of(Floats.columns(dInputs, config.textFeatures(), config.textFeatures() + config.noise()));
    }
  }

  /** Maps {@code [N, ...]} that frames share, once for each frame. */
  private INDArray forFrames(INDArray maps) {
    return config.shared() ? maps.repeat(0, config.frames()) : maps;
  }

  /** The way back of {@link #forFrames}. */
  private INDArray ofFrames(INDArray dMaps) {
    return config.shared() ? dMaps.reshape(dMaps.size(0) / config.frames(), config.frames(), dMaps.size(1), dMaps.size(2),
        dMaps.size(3)).sum(1) : dMaps;
  }

  private static INDArray channels(INDArray maps, int from, int to) {
    return maps.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all()).dup('c');
  }

  @Override
  public boolean isResizable() {
    return false;
  }

  /** Only the length and size that it is trained on. */
  @Override
  public IntFunction<float[]> frames(int[] tokens, float[] noise, int frames, int pixels) {
    if (frames != config.frames() || pixels != config.pixels()) {
      throw new IllegalArgumentException("this generator makes clips of " + config.frames() + " frames and "
          + config.pixels() + " pixels only, as it was trained, not " + frames + " and " + pixels);
    }
    float[] clip = Nd4jThread.here(() -> {
      Pass pass = forward(new int[][] {tokens}, noise);
      Rows.requireFinite("ink", Floats.of(pass.picturePass.output()));      // its curve would make a frame of anything
      return pass.frames();
    });
    int length = clip.length / frames;
    return f -> Arrays.copyOfRange(clip, f * length, (f + 1) * length);
  }
}
