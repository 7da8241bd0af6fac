package texttovideo.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import texttovideo.scene.Palette;
import texttovideo.scene.Pose;
import texttovideo.scene.Scene;
import texttovideo.scene.SignedDistance;
import texttovideo.text.Shape;
import texttovideo.video.Clip;

/** Clips spoilt in one way each. All return new clips of the same size. */
final class Altered {
  private Altered() {
  }

  static Clip reversed(Clip clip) {
    List<byte[]> frames = new ArrayList<>(clip.frames());
    Collections.reverse(frames);
    return with(clip, frames);
  }

  static Clip shuffled(Clip clip, long seed) {
    List<byte[]> frames = new ArrayList<>(clip.frames());
    Collections.shuffle(frames, new Random(seed));
    return with(clip, frames);
  }

  static Clip frozen(Clip clip) {
    return with(clip, Collections.nCopies(clip.length(), clip.frames().get(0)));
  }

  static Clip blank(Clip clip) {
    return mapped(clip, pixel -> 1);
  }

  /** Normal noise on every channel of every pixel, clamped and rounded to 8 bits. */
  static Clip noisy(Clip clip, double deviation, long seed) {
    Random random = new Random(seed);
    return mapped(clip, pixel -> pixel + deviation * random.nextGaussian());
  }

  /** The ink thinned to a share of itself, as if one saw the paper through it. */
  static Clip pale(Clip clip, double opacity) {
    return mapped(clip, pixel -> 1 - opacity * (1 - pixel));
  }

  /** Frames from one clip up to some frame, then from the other. */
  static Clip switched(Clip before, Clip after, int from) {
    return with(before, IntStream.range(0, before.length())
        .mapToObj(f -> (f < from ? before : after).frames().get(f)).toList());
  }

  /** Both on one page: the darker of the two at every pixel. */
  static Clip together(Clip one, Clip two) {
    return with(one, IntStream.range(0, one.length()).mapToObj(f -> {
      byte[] frame = one.frames().get(f).clone();
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (byte) Math.min(frame[i] & 0xff, two.frames().get(f)[i] & 0xff);
      }
      return frame;
    }).toList());
  }

  /** Each pixel the mean of the square of {@code 2 * reach + 1} pixels around it; twice, for a smooth fall. */
  static Clip blurred(Clip clip, int reach) {
    return boxed(boxed(clip, reach), reach);
  }

  /** Resampled to {@code factor} times the size with smooth interpolation, as a player stretches a small video. */
  static Clip stretched(Clip clip, int factor) {
    return boxed(clip.enlarged(factor), factor / 2);
  }

  /** The distance of a point outside an outline, as {@link SignedDistance#distance} gives it for a shape. */
  interface Distance {
    double of(double u, double v, double radius);
  }

  /** The true clip of a scene drawn in any colour, with or without the mark. */
  static Clip drawn(Scene scene, double[] rgb, boolean marked) {
    return drawn(scene, rgb, (u, v, radius) -> {
      double distance = SignedDistance.distance(scene.shape(), u, v, radius);
      return marked ? distance : Math.min(distance, patch(scene.shape(), u, v, radius));
    });
  }

  /** The clip of a scene with one corner, at the right above, of another shape. */
  static Clip cornered(Scene scene, Shape corner) {
    return drawn(scene, Palette.rgb(scene.colour()), (u, v, radius) ->
        SignedDistance.distance(u > 0 && v < 0 ? corner : scene.shape(), u, v, radius));
  }

  /** The clip of a scene with any outline. */
  private static Clip drawn(Scene scene, double[] rgb, Distance outline) {
    int side = (int) Scene.CANVAS;
    double radius = Palette.radius(scene.size());
    List<byte[]> frames = IntStream.rangeClosed(0, (int) Pose.END).mapToObj(t -> {
      Pose pose = Pose.of(scene.motion(), t);
      double sin = Math.sin(Math.toRadians(pose.degrees()));
      double cos = Math.cos(Math.toRadians(pose.degrees()));
      byte[] frame = new byte[side * side * 3];
      for (int i = 0; i < side * side; i++) {
        int row = i / side;
        double x = i % side + 0.5 - scene.x() - pose.x();
        double y = row + 0.5 - scene.y() - pose.y();
        double u = cos * x + sin * y;
        double v = cos * y - sin * x;
        double coverage = Math.min(1, Math.max(0, 0.5 - outline.of(u, v, radius * pose.scale())));
        for (int c = 0; c < 3; c++) {
          frame[3 * i + c] = (byte) Math.round(255 * (1 - coverage * (1 - rgb[c])));
        }
      }
      return frame;
    }).toList();
    return new Clip(frames, side, side, 10);
  }

  /** The distance to a patch of ink that covers the mark and stays inside the shape. */
  private static double patch(Shape shape, double u, double v, double radius) {
    double bar = Math.max(Math.abs(u) - 0.3 * radius, Math.abs(v + 0.3 * radius) - 0.5 * radius);
    return shape == Shape.TRIANGLE ? Math.max(bar, Math.abs(u) * Math.sqrt(3) - v - 1.45 * radius) : bar;
  }

  private static Clip boxed(Clip clip, int reach) {
    int side = clip.width();
    return with(clip, clip.frames().stream().map(frame -> {
      byte[] out = new byte[frame.length];
      for (int i = 0; i < out.length; i++) {
        int x = i / 3 % side;
        int y = i / 3 / side;
        int sum = 0;
        int count = 0;
        for (int row = Math.max(0, y - reach); row <= Math.min(side - 1, y + reach); row++) {
          for (int column = Math.max(0, x - reach); column <= Math.min(side - 1, x + reach); column++) {
            sum += frame[(row * side + column) * 3 + i % 3] & 0xff;
            count++;
          }
        }
        out[i] = (byte) Math.round((float) sum / count);
      }
      return out;
    }).toList());
  }

  private static Clip mapped(Clip clip, ToDoubleFunction<Double> change) {
    return with(clip, clip.frames().stream().map(frame -> {
      byte[] out = new byte[frame.length];
      for (int i = 0; i < out.length; i++) {
        double value = change.applyAsDouble((frame[i] & 0xff) / 255.0);
        out[i] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
      }
      return out;
    }).toList());
  }

  private static Clip with(Clip clip, List<byte[]> frames) {
    return new Clip(frames, clip.height(), clip.width(), clip.fps());
  }
}
