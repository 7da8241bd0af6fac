package texttovideo.eval;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.scene.Pose;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * How much of its ink a clip shares with the nearest true clip of its prompt: intersection over union, as object detection
 * measures it, of soft ink (1 minus a pixel's darkest channel, in [0, 1]), frame by frame. A stricter look than
 * {@link PromptAccuracy}: a clip may be fully right with a path that bends by a pixel, or with a blurred outline. Colour
 * plays no part, but a pale shape has less ink.
 */
public final class Overlap {
  private static final double FIRST_STEP = 1;          // of the search for the start, in canvas units
  private static final double LAST_STEP = 1 / 32.0;
  private static final Evaluator EVALUATOR = new Evaluator();

  private Overlap() {
  }

  /**
   * The mean over frames of intersection over union, 0..1, with the true clip of the prompt that starts where the overlap is
   * largest. A clip that shows nothing has 0.
   *
   * @param clip   as {@link Evaluator#predict} takes it
   * @param prompt a complete prompt
   */
  public static double of(Clip clip, Prompt prompt) {
    if (!prompt.isComplete()) {
      throw new IllegalArgumentException("the prompt \"" + prompt + "\" leaves size or colour open: complete it first");
    }
    return nearest(clip, prompt).map(Nearest::overlap).orElse(0.0);
  }

  /**
   * A true clip that shares much of a clip's ink.
   *
   * @param scene   of the true clip
   * @param overlap of both, 0..1
   */
  record Nearest(Scene scene, double overlap) {
  }

  /** The true clip of the prompt that starts where the overlap is largest; empty if the clip shows nothing. */
  static Optional<Nearest> nearest(Clip clip, Prompt prompt) {
    Measurement measured = EVALUATOR.measure(clip);
    double[] x = IntStream.range(0, clip.length()).mapToDouble(f -> measured.x()[f] - pose(clip, prompt, f).x()).toArray();
    double[] y = IntStream.range(0, clip.length()).mapToDouble(f -> measured.y()[f] - pose(clip, prompt, f).y()).toArray();
    if (DoubleStream.of(x).allMatch(Double::isNaN)) {
      return Optional.empty();
    }
    float[][] ink = clip.frames().stream().map(Overlap::ink).toArray(float[][]::new);
    return Optional.of(climbed(ink, clip.width(), prompt, mean(x), mean(y)));
  }

  /**
   * One row a shape and size, and one for all: how many clips, the mean of their overlaps, the smallest one, and the mean of
   * as many true clips, which is the ceiling: what the search for the start leaves. Clips are made one after the other, in
   * the calling thread.
   *
   * @param prompts   complete prompts, at least 1
   * @param seeds     clips a prompt, at least 1; every clip has a seed of its own
   * @param generated prompt and seed to clip
   * @param truth     prompt and seed to true clip
   */
  public static Table compare(List<Prompt> prompts, int seeds, BiFunction<Prompt, Long, Clip> generated,
      BiFunction<Prompt, Long, Clip> truth) {
    if (prompts.isEmpty() || seeds < 1) {
      throw new IllegalArgumentException("overlaps need at least 1 prompt and 1 clip a prompt, not " + prompts.size()
          + " and " + seeds);
    }
    Map<List<String>, List<Pair>> groups = new LinkedHashMap<>();
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      Prompt prompt = prompts.get(i);
      List<Double> ours = overlaps(prompt, (long) i * seeds, seeds, generated);
      List<Double> theirs = overlaps(prompt, (long) i * seeds, seeds, truth);
      List<Pair> pairs = IntStream.range(0, seeds).mapToObj(k -> new Pair(ours.get(k), theirs.get(k))).toList();
      groups.computeIfAbsent(List.of(prompt.shape().word(), prompt.size().word()), name -> new ArrayList<>()).addAll(pairs);
      all.addAll(pairs);
    }
    groups.put(List.of("all", "all"), all);
    return Table.create("overlap with the nearest true clip",
        StringColumn.create("shape", groups.keySet().stream().map(name -> name.get(0))),
        StringColumn.create("size", groups.keySet().stream().map(name -> name.get(1))),
        IntColumn.create("clips", groups.values().stream().mapToInt(List::size).toArray()),
        column("overlap", groups, pairs -> pairs.mapToDouble(Pair::generated).average()),
        column("smallest", groups, pairs -> pairs.mapToDouble(Pair::generated).min()),
        column("true clips", groups, pairs -> pairs.mapToDouble(Pair::truth).average()));
  }

  /** The overlaps of a generated clip and of a true one of the same prompt. */
  private record Pair(double generated, double truth) {
  }

  private static List<Double> overlaps(Prompt prompt, long seed, int seeds, BiFunction<Prompt, Long, Clip> maker) {
    return ClipBatches.map(seeds, i -> maker.apply(prompt, seed + i), clip -> of(clip, prompt));
  }

  /** The largest overlap that is found uphill from a start: steps to four sides, halved where none leads up. */
  private static Nearest climbed(float[][] ink, int pixels, Prompt prompt, double x, double y) {
    Nearest best = at(ink, pixels, prompt, x, y);
    double step = FIRST_STEP;
    while (step >= LAST_STEP) {
      double fromX = x;
      double fromY = y;
      for (int side = 0; side < 4; side++) {
        double nextX = fromX + (side == 0 ? step : side == 1 ? -step : 0);
        double nextY = fromY + (side == 2 ? step : side == 3 ? -step : 0);
        Nearest there = at(ink, pixels, prompt, nextX, nextY);
        if (there.overlap > best.overlap) {
          best = there;
          x = nextX;
          y = nextY;
        }
      }
      step = x == fromX && y == fromY ? step / 2 : step;
    }
    return best;
  }

  /** The overlap with the true clip that starts at a place; places off the canvas are brought to its edge. */
  private static Nearest at(float[][] ink, int pixels, Prompt prompt, double x, double y) {
    Scene scene = new Scene(prompt.shape(), prompt.colour(), prompt.size(), prompt.motion(), onCanvas(x), onCanvas(y));
    return new Nearest(scene, IntStream.range(0, ink.length).mapToDouble(f -> intersectionOverUnion(ink[f],
        ink(Renderer.frame(scene, Pose.END * f / (ink.length - 1), pixels)))).average().orElseThrow());
  }

  private static double intersectionOverUnion(float[] one, float[] other) {
    double intersection = 0;
    double union = 0;
    for (int i = 0; i < one.length; i++) {
      intersection += Math.min(one[i], other[i]);
      union += Math.max(one[i], other[i]);
    }
    return union == 0 ? 0 : intersection / union;
  }

  private static float[] ink(byte[] frame) {
    float[] ink = new float[frame.length / 3];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = 1 - Clip.darkest(frame, i) / 255f;
    }
    return ink;
  }

  private static Pose pose(Clip clip, Prompt prompt, int frame) {
    return Pose.of(prompt.motion(), Pose.END * frame / (clip.length() - 1));
  }

  private static double onCanvas(double position) {
    return Math.min(Scene.CANVAS, Math.max(0, position));
  }

  /** The mean over the frames that show something. */
  private static double mean(double[] values) {
    return DoubleStream.of(values).filter(value -> !Double.isNaN(value)).average().orElseThrow();
  }

  private static DoubleColumn column(String name, Map<List<String>, List<Pair>> groups,
      Function<Stream<Pair>, OptionalDouble> summary) {
    return AccuracyTables.column(name,
        groups.values().stream().mapToDouble(group -> summary.apply(group.stream()).orElseThrow()),
        NumberFormat.getInstance(Locale.ROOT), 3);
  }
}
