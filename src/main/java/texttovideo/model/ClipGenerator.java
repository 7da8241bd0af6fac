package texttovideo.model;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import texttovideo.nn.Gradients;
import texttovideo.nn.Parameters;

/**
 * Makes clips from text and noise: what is trained, saved, and used. Implementations hold nothing but parameters, so any number
 * of threads may generate at once, as long as nobody trains.
 */
public interface ClipGenerator {
  /**
   * The clips it is trained on.
   *
   * @param frames   {@code F}, at least 2
   * @param channels {@code C}, 3 for colour, 1 for grey
   * @param pixels   {@code H} and {@code W}
   */
  record Shape(int frames, int channels, int pixels) {
    /** Checks every length. */
    public Shape {
      if (frames < 2 || (channels != 1 && channels != 3) || pixels < 16) {
        throw new IllegalArgumentException("clips need at least 2 frames, 1 or 3 channels and at least 16 pixels, not "
            + frames + ", " + channels + " and " + pixels);
      }
    }

    /** Numbers in a clip: {@code F * C * H * W}. */
    public int length() {
      return Math.multiplyExact(Math.multiplyExact(frames, channels), Math.multiplyExact(pixels, pixels));
    }
  }

  /** The sizes, from which {@link ModelFile} makes it again. */
  Record config();

  /** Another of the same sizes, with a copy of the weights. */
  ClipGenerator copy();

  /** The clips it is trained on. */
  Shape shape();

  /** {@code V}: tokens are {@code 0 .. V-1}. */
  int vocabulary();

  /** {@code Z}, noise numbers a clip. */
  int noiseSize();

  /** The noise {@code [Z]} of one clip, as training draws it; the same random state gives the same noise on every machine. */
  float[] noise(RandomGenerator random);

  /** All that training changes. */
  Parameters parameters();

  /**
   * Clips of the training length and size, from which gradients can go back.
   *
   * @param tokens {@code [N][L]}, each {@code 0 .. V-1}
   * @param noise  {@code [N, Z]}
   * @throws IllegalArgumentException if the noise is of another length, or a token is none of the vocabulary
   */
  Pass forward(int[][] tokens, float[] noise);

  /** One forward pass. It belongs to one thread. */
  interface Pass {
    /** {@code [N, F, C, H, W]} in [-1, 1], 1 for white. */
    float[] frames();

    /**
     * Adds to the parameters' gradients.
     *
     * @param dFrames {@code [N, F, C, H, W]}
     */
    void backward(float[] dFrames, Gradients gradients);
  }

  /** Whether it makes clips of any length and size, not only those that it was trained on. */
  boolean isResizable();

  /**
   * One clip at any length and size that this generator can make, frame by frame.
   *
   * @param tokens {@code [L]}
   * @param noise  {@code [Z]}
   * @param frames {@code F}
   * @param pixels {@code H} and {@code W}
   * @return for each frame number {@code 0 .. F-1} its numbers {@code [C, H, W]} in [-1, 1]
   * @throws IllegalArgumentException if it cannot make clips of that length or size; the message says which it can
   * @throws ArithmeticException      if its weights are so large that numbers made with them overflow
   */
  IntFunction<float[]> frames(int[] tokens, float[] noise, int frames, int pixels);

  /** Refuses what {@link #forward} cannot take, naming what is wrong. */
  default void requireInputs(int[][] tokens, float[] noise) {
    if (noise.length != tokens.length * noiseSize()) {
      throw new IllegalArgumentException(tokens.length + " captions need " + tokens.length * noiseSize()
          + " noise numbers [N, Z], not " + noise.length);
    }
    for (int[] caption : tokens) {
      for (int token : caption) {
        if (token < 0 || token >= vocabulary()) {
          throw new IllegalArgumentException("tokens must be 0 to " + (vocabulary() - 1) + ", not " + token + " in "
              + Arrays.toString(caption));
        }
      }
    }
  }
}
