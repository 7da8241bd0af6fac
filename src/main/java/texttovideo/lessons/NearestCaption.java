package texttovideo.lessons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import texttovideo.eval.NearestNeighbour;
import texttovideo.video.Clip;

/**
 * Which caption's true clips a clip comes nearest to. This is a graded score: it sees that a model begins to obey long before the
 * {@link texttovideo.eval.Evaluator}, which asks for everything at once, calls a single clip right. Clips are compared as
 * {@link NearestNeighbour} does it.
 */
public final class NearestCaption {
  private final List<String> captions;
  private final List<List<Clip>> known;

  /**
   * Clips that are known, by caption; captions may show the same clips, and then none of them counts as nearer than the other.
   *
   * @param known at least 2 captions and a clip for each, all clips of one length and size
   */
  public NearestCaption(Map<String, List<Clip>> known) {
    if (known.size() < 2) {
      throw new IllegalArgumentException("the nearest caption is found among at least 2, not among " + known.keySet());
    }
    captions = List.copyOf(known.keySet());
    this.known = known.values().stream().map(List::copyOf).toList();
    Clip.requireAlike(this.known.stream().flatMap(List::stream).toList());
  }

  /**
   * Compares clips with all that is known.
   *
   * @param clips at least 1, as long and as large as those that are known
   * @param asked the caption of each, one of those that are known
   */
  public Result compare(List<Clip> clips, List<String> asked) {
    if (clips.isEmpty() || clips.size() != asked.size()) {
      throw new IllegalArgumentException("there must be a caption for each of at least 1 clip, not " + asked.size() + " for "
          + clips.size());
    }
    double[][] distances = new double[captions.size()][];                    // [K, N]
    Arrays.setAll(distances, k -> NearestNeighbour.distances(clips, known.get(k).size(), known.get(k)::get));
    List<Integer> ranks = new ArrayList<>();
    int hits = 0;
    for (int n = 0; n < clips.size(); n++) {
      ranks.add(nearer(distances, place(asked.get(n)), n));
      for (int k = 0; k < captions.size(); k++) {
        hits += nearer(distances, k, n) == 0 ? 1 : 0;
      }
    }
    return new Result(ranks, (double) hits / clips.size() / captions.size());
  }

  private int place(String caption) {
    int place = captions.indexOf(caption);
    if (place < 0) {
      throw new IllegalArgumentException("no clips of \"" + caption + "\" are known; there are clips of " + captions);
    }
    return place;
  }

  /** How many captions have a clip that is nearer to clip n than all of caption k's. */
  private static int nearer(double[][] distances, int k, int n) {
    return (int) Arrays.stream(distances).filter(other -> other[n] < distances[k][n]).count();
  }

  /**
   * How clips compare.
   *
   * @param ranks  for each clip how many captions have a nearer true clip than its own has, 0 at best
   * @param chance the share of hits, 0..1, that the same clips would have under captions drawn by lot
   */
  public record Result(List<Integer> ranks, double chance) {
    /** Keeps its own copy. */
    public Result {
      ranks = List.copyOf(ranks);
    }

    /** The share of clips, 0..1, that come nearest to a true clip of their own caption. */
    public double hits() {
      return ranks.stream().filter(rank -> rank == 0).count() / (double) ranks.size();
    }
  }
}
