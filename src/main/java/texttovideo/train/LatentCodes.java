package texttovideo.train;

import java.util.SplittableRandom;
import texttovideo.model.NormalNumbers;

/**
 * What an encoder's outputs for a batch stand for: for each clip the mean and the variance of Z normal numbers, from which
 * one code is drawn (Kingma and Welling 2014, "Auto-Encoding Variational Bayes"). The means are brought to one spread over
 * the batch, so that codes can neither collapse nor leave where noise is drawn from (Zhu et al. 2020, "A Batch Normalized
 * Inference Network Keeps the KL Vanishing Away").
 */
final class LatentCodes {
  private static final double SPREAD = 0.95;        // of the means: the variances bring the rest
  private static final double SMALLEST = 1e-4;      // added to the outputs' variance
  private static final double SHIFT = -2;           // of the outputs that are log variances: codes start rather sure
  private static final double LEAST = -10;
  private static final double MOST = 2;

  private final float[][] outputs;                  // [N][2Z]
  private final int size;                           // Z
  private final double[] deviation;                 // [Z]: of the outputs that become means
  private final double[][] means;                   // [N][Z]
  private final double[][] logVariances;            // [N][Z]
  private final double[][] normal;                  // [N][Z]

  /**
   * Codes of a batch.
   *
   * @param outputs {@code [N][2Z]} of the encoder: means to be, then log variances to be
   * @param random  draws the codes
   */
  LatentCodes(float[][] outputs, SplittableRandom random) {
    this.outputs = outputs;
    size = outputs[0].length / 2;
    deviation = new double[size];
    means = new double[outputs.length][size];
    logVariances = new double[outputs.length][size];
    normal = new double[outputs.length][];
    NormalNumbers numbers = new NormalNumbers(random);
    for (int n = 0; n < outputs.length; n++) {
      normal[n] = numbers.next(size);
      for (int k = 0; k < size; k++) {
        logVariances[n][k] = Math.max(LEAST, Math.min(MOST, outputs[n][size + k] + SHIFT));
      }
    }
    for (int k = 0; k < size; k++) {
      normalise(k);
    }
  }

  private void normalise(int k) {
    double mean = 0;
    double variance = 0;
    for (float[] output : outputs) {
      mean += output[k] / (double) outputs.length;
    }
    for (float[] output : outputs) {
      variance += (output[k] - mean) * (output[k] - mean) / outputs.length;
    }
    deviation[k] = Math.sqrt(variance + SMALLEST);
    for (int n = 0; n < outputs.length; n++) {
      means[n][k] = SPREAD * (outputs[n][k] - mean) / deviation[k];
    }
  }

  /** One code for each clip, {@code [N, Z]}. */
  float[] sample() {
    float[] codes = new float[outputs.length * size];
    for (int n = 0; n < outputs.length; n++) {
      for (int k = 0; k < size; k++) {
        codes[n * size + k] = (float) (means[n][k] + normal[n][k] * StrictMath.exp(logVariances[n][k] / 2));
      }
    }
    return codes;
  }

  /** The Kullback-Leibler divergence from standard normal numbers, the mean over the clips, in nats. */
  double divergence() {
    double sum = 0;
    for (int n = 0; n < outputs.length; n++) {
      for (int k = 0; k < size; k++) {
        sum += (means[n][k] * means[n][k] + StrictMath.exp(logVariances[n][k]) - 1 - logVariances[n][k]) / 2;
      }
    }
    return sum / outputs.length;
  }

  /**
   * The gradient {@code [N][2Z]} at the encoder's outputs.
   *
   * @param dCodes {@code [N, Z]} at {@link #sample}
   * @param weight of {@link #divergence} in the loss
   */
  float[][] backward(float[] dCodes, double weight) {
    float[][] dOutputs = new float[outputs.length][2 * size];
    for (int k = 0; k < size; k++) {
      double[] dMeans = new double[outputs.length];
      for (int n = 0; n < outputs.length; n++) {
        double dCode = dCodes[n * size + k];
        double variance = StrictMath.exp(logVariances[n][k]);
        dMeans[n] = dCode + weight * means[n][k] / outputs.length;
        double dLogVariance = dCode * normal[n][k] * Math.sqrt(variance) / 2 + weight * (variance - 1) / 2 / outputs.length;
        double shifted = outputs[n][size + k] + SHIFT;
        dOutputs[n][size + k] = shifted < LEAST || shifted > MOST ? 0 : (float) dLogVariance;
      }
      backward(dMeans, k, dOutputs);
    }
    return dOutputs;
  }

  /** Through the normalisation of one of the Z numbers. */
  private void backward(double[] dMeans, int k, float[][] dOutputs) {
    double mean = 0;
    double along = 0;
    for (int n = 0; n < dMeans.length; n++) {
      mean += dMeans[n] / dMeans.length;
      along += dMeans[n] * means[n][k] / SPREAD / dMeans.length;
    }
    for (int n = 0; n < dMeans.length; n++) {
      dOutputs[n][k] = (float) (SPREAD / deviation[k] * (dMeans[n] - mean - along * means[n][k] / SPREAD));
    }
  }
}
