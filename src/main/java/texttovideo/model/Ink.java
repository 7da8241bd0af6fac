package texttovideo.model;

/**
 * Turns a network's outputs into frames in [-1, 1]: ink is {@code sigmoid(2 (output - background))}, a frame
 * {@code 1 - 2 ink}, together {@code tanh(background - output)}. By a fraction in place of the exponential, which the
 * compiler turns into vector instructions. Where nothing is left to learn the gradient is 0 rather than a denormal number,
 * on which processors lose much time.
 */
final class Ink {
  private static final float END = 4.97f;      // where the fraction reaches 1

  private Ink() {
  }

  /** Outputs into frames, in place. */
  static void frames(float[] outputs, float background) {
    for (int i = 0; i < outputs.length; i++) {
      float x = Math.max(-END, Math.min(END, (background - outputs[i]) / 2));
      float t = Math.max(-1, Math.min(1, tanh(x)));
      outputs[i] = 2 * t / (1 + t * t);
    }
  }

  /** Lambert's continued fraction (1761), seven levels deep. */
  private static float tanh(float x) {
    float s = x * x;
    return x * (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28)));
  }

  /** The gradient at the outputs, from that at the frames. */
  static float[] gradient(float[] frames, float[] dFrames) {
    float[] dOutputs = new float[frames.length];
    for (int i = 0; i < frames.length; i++) {
      dOutputs[i] = dFrames[i] * (frames[i] * frames[i] - 1);
    }
    return dOutputs;
  }
}
