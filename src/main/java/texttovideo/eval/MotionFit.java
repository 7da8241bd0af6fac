package texttovideo.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import texttovideo.scene.Pose;
import texttovideo.text.Motion;

/**
 * How well a measured clip fits one motion. Where it started and how large it is do not matter: tracks are compared
 * after each has lost its mean.
 *
 * @param motion  the motion that is compared with
 * @param path    root mean square distance between the two paths, in canvas units
 * @param scale   root mean square difference between the two logarithms of the radius
 * @param turn    difference between the two turning rates, in degrees a time step
 * @param scatter how unsteadily the shape turns ({@link RotationEstimate#scatter()})
 * @param radius  the radius at scale 1 that fits best
 */
public record MotionFit(Motion motion, double path, double scale, double turn, double scatter, double radius) {
  private static final double PATH = 2;
  private static final double SCALE = 0.15;    // standing still differs from shrinking by 0.26
  private static final double TURN = 9;
  private static final double SCATTER = 15;  // degrees; true clips stay below 6
  /** Two motions whose errors differ by less look the same: with 2 frames, turning half round either way. */
  private static final double TIE = 0.1;

  /** The fit of every motion, the best first. The clip must show something in every frame. */
  public static List<MotionFit> ranked(Measurement measured) {
    return Arrays.stream(Motion.values()).map(motion -> of(motion, measured))
        .sorted(Comparator.comparingDouble(MotionFit::error)).toList();
  }

  private static MotionFit of(Motion motion, Measurement measured) {
    int frames = measured.frames();
    double steps = Pose.END / (frames - 1);
    List<Pose> poses = IntStream.range(0, frames).mapToObj(f -> Pose.of(motion, f * steps)).toList();
    double[] apartX = apart(measured.x(), poses, Pose::x);
    double[] apartY = apart(measured.y(), poses, Pose::y);
    double[] logRadius = Arrays.stream(measured.radius()).map(Math::log).toArray();
    double[] apartScale = apart(logRadius, poses, pose -> Math.log(pose.scale()));
    double rate = poses.get(1).degrees() / steps;
    // A full turn from one frame to the next cannot be seen.
    double turn = Math.abs(RotationEstimate.wrapped((measured.rotation().degreesPerStep() - rate) * steps)) / steps;
    return new MotionFit(motion, Math.hypot(deviation(apartX), deviation(apartY)), deviation(apartScale), turn,
        measured.rotation().scatter(), Math.exp(Arrays.stream(apartScale).average().orElseThrow()));
  }

  /** The whole difference in units of what is tolerated, to compare motions by. */
  public double error() {
    return path / PATH + scale / SCALE + turn / TURN;
  }

  /** Whether each difference is within what is tolerated. */
  public boolean isClose() {
    return path <= PATH && scale <= SCALE && turn <= TURN && scatter <= SCATTER;
  }

  /** Whether this fits clearly better than another. */
  boolean isBetterThan(MotionFit other) {
    return error() < other.error() - TIE;
  }

  private static double[] apart(double[] measured, List<Pose> poses, ToDoubleFunction<Pose> of) {
    return IntStream.range(0, measured.length).mapToDouble(f -> measured[f] - of.applyAsDouble(poses.get(f))).toArray();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
  }
}
