package texttovideo.lessons;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.Cnn3DToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.Adam;

/**
 * How large the networks of a {@link FrameGan} are, and the networks.
 *
 * @param pixels    {@code H} and {@code W}, a multiple of 8, at least 16
 * @param filters   channels of the discriminator's first convolution, at least 1; the next two have twice and four times as
 *                  many, and the generator has the same from its other end
 * @param noise     {@code Z}
 * @param embedding {@code E}
 * @param rate      Adam's rate for both players
 */
public record FrameSize(int pixels, int filters, int noise, int embedding, double rate) {
  /** The tutorial's numbers. */
  public static final FrameSize AS_PRINTED = new FrameSize(64, 64, 100, 10, 0.0002);
  /** A quarter of the pixels and of the filters, and a brisker rate: trains in a minute. */
  public static final FrameSize SMALL = new FrameSize(32, 16, 100, 10, 0.001);

  /** {@code C}: red, green and blue. */
  static final int COLOURS = 3;
  private static final int KERNEL = 4;
  private static final int STRIDE = 2;
  private static final int HIDDEN = 64;
  private static final int HALVINGS = 8;           // three layers of stride 2

  /** Checks the numbers. */
  public FrameSize {
    if (pixels < 16 || pixels % HALVINGS != 0 || filters < 1 || noise < 1 || embedding < 1) {
      throw new IllegalArgumentException("pixels must be a multiple of 8 from 16 on, filters, noise and embedding at "
          + "least 1, not " + pixels + ", " + filters + ", " + noise + ", " + embedding);
    }
  }

  /** {@code [N, V] -> [N, E]}: the mean of the words' vectors, for a bag of words is a weighted choice of rows. */
  ToyNetwork embedding(int words, long seed) {
    return new ToyNetwork(new MultiLayerNetwork(settings(seed)
        .layer(new DenseLayer.Builder().nIn(words).nOut(embedding).hasBias(false).activation(Activation.IDENTITY)
            .weightInit(new NormalDistribution(0, 1)).build())
        .build()));
  }

  /** {@code [N, in] -> [N, C, H, W]} in [-1, 1]. */
  ToyNetwork generator(int in, long seed) {
    int side = side();
    return new ToyNetwork(new MultiLayerNetwork(settings(seed)
        .layer(new DenseLayer.Builder().nIn(in).nOut(4 * filters * side * side).activation(Activation.IDENTITY).build())
        .layer(doubling(4 * filters, 2 * filters, Activation.RELU))
        .layer(doubling(2 * filters, filters, Activation.RELU))
        .layer(doubling(filters, COLOURS, Activation.TANH))
        .inputPreProcessor(1, new FeedForwardToCnnPreProcessor(side, side, 4L * filters))
        .build()));
  }

  /** {@code [N, C, 1, H, W] -> [N, D]}, the features at every place of the last convolution. */
  ToyNetwork trunk(long seed) {
    return new ToyNetwork(new MultiLayerNetwork(settings(seed)
        .layer(halving(COLOURS, filters))
        .layer(halving(filters, 2 * filters))
        .layer(halving(2 * filters, 4 * filters))
        .layer(new ActivationLayer(Activation.IDENTITY))
        .inputPreProcessor(3, new Cnn3DToFeedForwardPreProcessor(1, side(), side(), 4L * filters, true))
        .build()));
  }

  /** {@code [N, in] -> [N, D]}: weights for the features, by the condition that the discriminator gets. */
  ToyNetwork reader(int in, long seed) {
    return new ToyNetwork(new MultiLayerNetwork(settings(seed)
        .layer(new DenseLayer.Builder().nIn(in).nOut(HIDDEN).activation(Activation.RELU).build())
        .layer(new DenseLayer.Builder().nIn(HIDDEN).nOut(4 * filters * side() * side()).activation(Activation.IDENTITY)
            .build())
        .build()));
  }

  /** The root of {@code D}: by it scores are divided, so that they start at about 1 in any size. */
  double features() {
    return Math.sqrt(4.0 * filters * side() * side());
  }

  private int side() {
    return pixels / HALVINGS;
  }

  private NeuralNetConfiguration.ListBuilder settings(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(rate, 0.5, 0.999, 1e-8))
        .weightInit(WeightInit.RELU)
        .miniBatch(false)                                // the gradient handed in is that of the mean already
        .trainingWorkspaceMode(WorkspaceMode.NONE)       // what backward returns must outlive the call
        .list();
  }

  private static Deconvolution2D doubling(int in, int out, Activation activation) {
    return new Deconvolution2D.Builder(KERNEL, KERNEL).stride(STRIDE, STRIDE).padding(1, 1).nIn(in).nOut(out)
        .activation(activation).build();
  }

  // A convolution of pictures, as one of videos that are one frame long: the sums are the same, but DL4J's layer for pictures
  // never reaches the fast operation of ND4J, and takes ten times as long.
  private static Convolution3D halving(int in, int out) {
    return new Convolution3D.Builder(new int[] {1, KERNEL, KERNEL}, new int[] {1, STRIDE, STRIDE}, new int[] {0, 1, 1})
        .dataFormat(Convolution3D.DataFormat.NCDHW).nIn(in).nOut(out).activation(new ActivationLReLU(0.2)).build();
  }
}
