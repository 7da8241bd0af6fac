package texttovideo.lessons;

import java.util.random.RandomGenerator;

/**
 * A distribution in the plane that somebody drew: a real point is one of the drawn ones, moved a little by normal noise.
 *
 * @param drawn the drawn points {@code [N][2]}, at least one
 * @param blur  standard deviation of the noise, at least 0
 */
public record Sketch(float[][] drawn, double blur) {
  /** Checks that there is something to draw from. */
  public Sketch {
    if (drawn.length == 0 || !(blur >= 0)) {
      throw new IllegalArgumentException("a sketch needs at least 1 drawn point and a blur of 0 or more, not " + drawn.length
          + " and " + blur);
    }
  }

  /** Real points {@code [count][2]}; of the same random state they move little when one more point is drawn. */
  public float[][] sample(int count, RandomGenerator random) {
    float[][] points = new float[count][2];
    for (float[] point : points) {
      float[] centre = drawn[(int) (random.nextDouble() * drawn.length)];      // nextInt would deal anew
      point[0] = centre[0] + (float) (blur * random.nextGaussian());
      point[1] = centre[1] + (float) (blur * random.nextGaussian());
    }
    return points;
  }
}
