package texttovideo.eval;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.scene.Renderer;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/**
 * Whether a model repeats its training clips: how near its clips come to the nearest of them ({@link NearestNeighbour}), held
 * against fresh true clips, which are no copies. An outline that is not exact to the pixel keeps even a copied path away from
 * zero. So each generated clip is also <em>redrawn</em>: replaced by the true clip of its prompt that overlaps most with it
 * ({@link Overlap}), which has the model's choice of a start and no error of drawing.
 */
public final class Copies {
  /** Rows of the table, each of which asks for every training clip. */
  public static final int KINDS = 3;

  private Copies() {
  }

  /**
   * Distances to the nearest training clip, 0 to 255: the smallest, the lowest tenth and the median, of generated clips, of the
   * same redrawn (those that show something), and of true clips with other seeds. Generated clips are made one after the other,
   * in the calling thread, and held in memory.
   *
   * @param prompts   complete prompts, at least 1
   * @param seeds     clips a prompt, at least 1; every clip has a seed of its own
   * @param generated prompt and seed to clip
   * @param truth     prompt and seed to true clip
   * @param known     how many training clips there are, at least 1
   * @param training  number 0, 1, ... to training clip, of the same length and size; asked on all cores
   */
  public static Table compare(List<Prompt> prompts, int seeds, BiFunction<Prompt, Long, Clip> generated,
      BiFunction<Prompt, Long, Clip> truth, int known, IntFunction<Clip> training) {
    if (prompts.isEmpty() || seeds < 1) {
      throw new IllegalArgumentException("copies are looked for in clips of at least 1 prompt and 1 clip a prompt, not "
          + prompts.size() + " and " + seeds);
    }
    List<Prompt> asked = prompts.stream().flatMap(prompt -> IntStream.range(0, seeds).mapToObj(n -> prompt)).toList();
    List<Clip> made = clips(asked, generated);
    Map<String, double[]> distances = new LinkedHashMap<>();
    distances.put("generated", NearestNeighbour.distances(made, known, training));
    distances.put("generated, redrawn", NearestNeighbour.distances(redrawn(asked, made), known, training));
    distances.put("true clips, fresh", NearestNeighbour.distances(clips(asked, truth), known, training));
    return Table.create("distance to the nearest of " + known + " training clips",
        StringColumn.create("clips are", distances.keySet()),
        IntColumn.create("clips", distances.values().stream().mapToInt(row -> row.length).toArray()),
        column("smallest", distances, StatUtils::min),
        column("lowest tenth", distances, row -> StatUtils.percentile(row, 10)),
        column("median", distances, row -> StatUtils.percentile(row, 50)));
  }

  private static List<Clip> clips(List<Prompt> prompts, BiFunction<Prompt, Long, Clip> maker) {
    List<Clip> clips = new ArrayList<>();
    for (Prompt prompt : prompts) {
      clips.add(maker.apply(prompt, (long) clips.size()));
    }
    return clips;
  }

  private static List<Clip> redrawn(List<Prompt> prompts, List<Clip> clips) {
    return IntStream.range(0, clips.size()).parallel().mapToObj(i -> Overlap.nearest(clips.get(i), prompts.get(i))
        .map(nearest -> Renderer.clip(nearest.scene(), clips.get(i).length(), clips.get(i).width(), clips.get(i).fps())))
        .flatMap(Optional::stream).toList();
  }

  private static DoubleColumn column(String name, Map<String, double[]> distances, ToDoubleFunction<double[]> summary) {
    return AccuracyTables.column(name, distances.values().stream().mapToDouble(summary), NumberFormat.getInstance(Locale.ROOT), 1);
  }
}
