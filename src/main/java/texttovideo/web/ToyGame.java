package texttovideo.web;

import java.util.random.RandomGenerator;
import org.teavm.jso.JSExport;
import texttovideo.lessons.EnergyDistance;
import texttovideo.lessons.PlaneGan;
import texttovideo.lessons.Sketch;
import texttovideo.train.GanLoss;

/**
 * A GAN in a page that plays with the points that a reader draws. Points cross the border as numbers {@code x, y, x, y, ...}
 * Belongs to one page.
 */
public final class ToyGame {
  private static final int WIDTH = 32;
  private static final int BATCH = 64;
  private static final int LOOKS = 200;
  private static final double BLUR = 0.05;

  private final RandomGenerator random;
  private final PlaneGan gan;
  private Sketch sketch;
  private float[][] real;                        // [LOOKS][2], to be looked at
  private float[][] fakes;                       // likewise; null after a step until somebody looks

  /** Who moves in a step. */
  private enum Mover { BOTH, DISCRIMINATOR, GENERATOR }

  ToyGame(int seed) {
    random = new SplitMix(seed);
    gan = new PlaneGan(WIDTH, LOOKS, random);
  }

  /** From now on, real points come from these, at least one. The networks stay as they are. */
  @JSExport
  public void draw(float[] drawn) {
    sketch = new Sketch(points(drawn), BLUR);
    real = sketch.sample(LOOKS, new SplitMix(0));      // the same state at every stroke: those drawn before stay
  }

  /**
   * One step of one or both players.
   *
   * @param loss  name of a {@link GanLoss}
   * @param mover BOTH, DISCRIMINATOR or GENERATOR
   * @return the discriminator's loss and the generator's, before their networks moved; NaN of one that did not
   * @throws IllegalStateException before anything is drawn
   */
  @JSExport
  public float[] step(String loss, String mover, float discriminatorRate, float generatorRate) {
    if (sketch == null) {
      throw new IllegalStateException("there are no real points: draw some first");
    }
    PlaneGan.Settings settings = new PlaneGan.Settings(GanLoss.valueOf(loss), discriminatorRate, generatorRate);
    Mover moves = Mover.valueOf(mover);
    double ofDiscriminator = Double.NaN;
    double ofGenerator = Double.NaN;
    if (moves != Mover.GENERATOR) {
      ofDiscriminator = gan.discriminatorStep(sketch.sample(BATCH, random), settings);
    }
    if (moves != Mover.DISCRIMINATOR) {
      ofGenerator = gan.generatorStep(BATCH, settings);
      fakes = null;
    }
    return new float[] {(float) ofDiscriminator, (float) ofGenerator};
  }

  /** 200 real points. */
  @JSExport
  public float[] real() {
    return flat(real);
  }

  /** 200 of the generator's points, of the same noise in every call. */
  @JSExport
  public float[] fakes() {
    return flat(looked());
  }

  /** Where a loss pulls each of {@link #fakes}. */
  @JSExport
  public float[] pulls(String loss) {
    return flat(gan.pulls(looked(), GanLoss.valueOf(loss)));
  }

  /**
   * How likely the discriminator thinks places to be real, in rows from the top left, {@code [side, side]}.
   *
   * @param reach the places lie evenly in a square from -reach to reach both ways, each in the middle of its part
   */
  @JSExport
  public float[] surface(int side, float reach) {
    float[][] places = new float[side * side][2];
    for (int i = 0; i < places.length; i++) {
      places[i][0] = reach * ((i % side * 2 + 1) / (float) side - 1);
      places[i][1] = reach * (1 - (i / side * 2 + 1) / (float) side);
    }
    return gan.believed(places);
  }

  /** The same at one place. */
  @JSExport
  public float believed(float x, float y) {
    return gan.believed(new float[][] {{x, y}})[0];
  }

  /** The energy distance of {@link #fakes} from {@link #real}. */
  @JSExport
  public float distance() {
    return (float) EnergyDistance.of(looked(), real);
  }

  private float[][] looked() {
    if (fakes == null) {
      fakes = gan.sample();
    }
    return fakes;
  }

  private static float[][] points(float[] flat) {
    float[][] points = new float[flat.length / 2][2];
    for (int i = 0; i < points.length; i++) {
      points[i][0] = flat[2 * i];
      points[i][1] = flat[2 * i + 1];
    }
    return points;
  }

  private static float[] flat(float[][] points) {
    float[] flat = new float[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      flat[2 * i] = points[i][0];
      flat[2 * i + 1] = points[i][1];
    }
    return flat;
  }
}
