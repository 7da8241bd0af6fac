package texttovideo.eval;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.video.Clip;

/**
 * What generated clips are worth, held against real ones, where nobody can measure what a clip shows: a {@link WordEvaluator} that
 * learnt from real clips says it, and what it says of real held-out clips (the ceiling) and of the same under each other's captions
 * (the floor) stands beside.
 *
 * @param judged   clips with what they show: those that were given, in their order, then the shuffled ones
 * @param features what the evaluator looked for
 * @param told     which of them it can tell, {@code [K]}
 */
public record OwnClipsEvaluation(List<Judged> judged, CaptionFeatures features, boolean[] told) {
  /** Real clips that no network learnt from. */
  public static final String REAL = "real, held out";
  /** The same under captions that were dealt out anew. */
  public static final String SHUFFLED = "real, shuffled captions";
  /** What the model made. */
  public static final String GENERATED = "generated";

  private static final int SHUFFLES = 100;       // one of few clips may give anything
  private static final int TENTH = 10;
  private static final int MEDIAN = 50;
  private static final double NOTHING = 0.5;     // shades or pixels: a ratio to less says nothing

  /**
   * A clip and its caption.
   *
   * @param kind    one of {@link #REAL}, {@link #SHUFFLED}, {@link #GENERATED}
   * @param caption what it should show
   * @param heard   whether training had the caption
   * @param clip    the clip
   */
  public record Sample(String kind, String caption, boolean heard, Clip clip) {
    String group() {
      return heard ? "heard" : "never heard";
    }
  }

  /**
   * A clip that was looked at under a caption.
   *
   * @param sample        the clip
   * @param shown         what of its caption it shows, 0 to 1, by the part's name ({@link CaptionJudge#judge})
   * @param probabilities how likely each feature is, {@code [K]}
   */
  public record Judged(Sample sample, Map<String, Double> shown, float[] probabilities) {
  }

  /**
   * Looks at clips, and then at the real ones among them again, under captions that were dealt out anew a hundred times: what luck
   * gives.
   *
   * @param samples real and generated clips
   */
  public static OwnClipsEvaluation of(List<Sample> samples, WordEvaluator evaluator, CaptionJudge judge) {
    return of(samples, evaluator.probabilities(samples.stream().map(Sample::clip).toList()), evaluator.features(),
        evaluator.told(), judge);
  }

  /** @param probabilities {@code [N][K]}, what the evaluator says of each clip */
  static OwnClipsEvaluation of(List<Sample> samples, float[][] probabilities, CaptionFeatures features, boolean[] told,
      CaptionJudge judge) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      judged.add(judged(samples.get(i), probabilities[i], judge));
    }
    List<Judged> real = judged.stream().filter(each -> each.sample.kind.equals(REAL)).toList();
    List<Sample> captions = new ArrayList<>(real.stream().map(Judged::sample).toList());
    Random random = new Random(1);
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      Collections.shuffle(captions, random);
      for (int i = 0; i < captions.size(); i++) {
        Sample dealt = captions.get(i);
        judged.add(judged(new Sample(SHUFFLED, dealt.caption, dealt.heard, real.get(i).sample.clip), real.get(i).probabilities,
            judge));
      }
    }
    return new OwnClipsEvaluation(judged, features, told);
  }

  private static Judged judged(Sample sample, float[] probabilities, CaptionJudge judge) {
    return new Judged(sample, judge.judge(probabilities, sample.caption), probabilities);
  }

  /**
   * How often clips show their captions, and each part of them: one row a kind, whether the caption was heard, and part. The share is
   * the mean over captions of the share of their clips; its 95% interval is over captions. A part that says of every clip what
   * another says is left out.
   */
  public Table byPart() {
    Map<List<String>, List<Judged>> groups = new LinkedHashMap<>();
    for (String part : parts()) {
      for (String heard : List.of("heard", "never heard")) {
        for (String kind : List.of(REAL, SHUFFLED, GENERATED)) {
          List<Judged> group = judged.stream().filter(each -> each.sample.kind.equals(kind) && each.sample.group().equals(heard)
              && each.shown.containsKey(part)).toList();
          if (!group.isEmpty()) {
            groups.put(List.of(part, heard, kind), group);
          }
        }
      }
    }
    List<List<String>> keys = List.copyOf(groups.keySet());
    List<double[]> shares = keys.stream().map(key -> shares(groups.get(key), key.get(0))).toList();
    List<Interval> intervals = shares.stream().map(OwnClipsEvaluation::overCaptions).toList();
    double[] ofCeiling = keys.stream().mapToDouble(key -> {
      int ceiling = keys.indexOf(List.of(key.get(0), key.get(1), REAL));
      return key.get(2).equals(GENERATED) && ceiling >= 0
          ? StatUtils.mean(shares.get(keys.indexOf(key))) / StatUtils.mean(shares.get(ceiling)) : Double.NaN;
    }).toArray();
    return Table.create("what clips show of their captions, as the evaluator sees it",
        StringColumn.create("part", keys.stream().map(key -> key.get(0))),
        StringColumn.create("captions were", keys.stream().map(key -> key.get(1))),
        StringColumn.create("clips", keys.stream().map(key -> key.get(2))),
        IntColumn.create("captions", shares.stream().mapToInt(each -> each.length).toArray()),
        IntColumn.create("count", keys.stream().mapToInt(key -> groups.get(key).size()).toArray()),
        percent("shown", shares.stream().mapToDouble(StatUtils::mean)),
        percent("from", intervals.stream().mapToDouble(Interval::low)),
        percent("to", intervals.stream().mapToDouble(Interval::high)),
        percent("of the ceiling", DoubleStream.of(ofCeiling)));
  }

  /** The whole caption, then words that take each other's place, then all but these. */
  private Collection<String> parts() {
    Set<String> names = new TreeSet<>(Comparator.comparing((String name) -> !name.equals(CaptionJudge.WHOLE))
        .thenComparing(name -> name.startsWith(CaptionJudge.REST)).thenComparing(Comparator.naturalOrder()));
    judged.forEach(each -> names.addAll(each.shown.keySet()));
    Map<List<Double>, String> byWhatItSays = new LinkedHashMap<>();
    names.forEach(name -> byWhatItSays.putIfAbsent(judged.stream().map(each -> each.shown.get(name)).toList(), name));
    return byWhatItSays.values();
  }

  /** Where the mean of all captions may lie; clips of one caption are alike, so the captions are what chance draws. */
  private static Interval overCaptions(double[] shares) {
    if (Arrays.stream(shares).allMatch(share -> share == shares[0])) {
      return Interval.wilson((int) Math.round(shares[0] * shares.length), shares.length);      // no resample would differ
    }
    return Interval.ofGroups(Arrays.stream(shares).mapToObj(share -> new double[] {share}).toList(), 1);
  }

  /** The share of each caption's clips that show a part, or what guessing finds of it. */
  private static double[] shares(List<Judged> group, String part) {
    return group.stream().collect(Collectors.groupingBy(each -> each.sample.caption, LinkedHashMap::new,
        Collectors.averagingDouble(each -> each.shown.get(part)))).values().stream().mapToDouble(x -> x).toArray();
  }

  /** One row a caption that clips were generated of: the share of them that show it, with its 95% interval. */
  public Table byCaption() {
    Map<String, List<Judged>> made = judged.stream().filter(each -> each.sample.kind.equals(GENERATED))
        .collect(Collectors.groupingBy(each -> each.sample.caption, LinkedHashMap::new, Collectors.toList()));
    List<List<Judged>> rows = List.copyOf(made.values());
    double[] shown = rows.stream().mapToDouble(row ->
        row.stream().mapToDouble(each -> each.shown.get(CaptionJudge.WHOLE)).sum()).toArray();
    List<Interval> intervals = IntStream.range(0, shown.length).mapToObj(i -> overClips(shown[i], rows.get(i).size())).toList();
    return Table.create("generated clips that show their caption",
        StringColumn.create("caption", made.keySet()),
        StringColumn.create("was", rows.stream().map(row -> row.get(0).sample.group())),
        IntColumn.create("clips", rows.stream().mapToInt(List::size).toArray()),
        percent("shown", IntStream.range(0, shown.length).mapToDouble(i -> shown[i] / rows.get(i).size())),
        percent("from", intervals.stream().mapToDouble(Interval::low)),
        percent("to", intervals.stream().mapToDouble(Interval::high)));
  }

  /** Clips that count in part, where captions fit equally well, make the interval wider. */
  private static Interval overClips(double shown, int clips) {
    return new Interval(Interval.wilson((int) Math.floor(shown), clips).low(),
        Interval.wilson((int) Math.ceil(shown), clips).high());
  }

  /**
   * One row a word that some captions have and others not: in what share of the clips whose captions have it the evaluator finds it
   * likelier than usual, and in what share of the others, in real and in generated clips.
   */
  public Table byWord() {
    int[] words = IntStream.range(0, features.size()).filter(features::isWord).toArray();
    Table table = Table.create("words, as the evaluator finds them",
        StringColumn.create("word", Arrays.stream(words).mapToObj(features::name)),
        StringColumn.create("can be told", Arrays.stream(words).mapToObj(k -> told[k] ? "yes" : "no")));
    for (String kind : List.of(REAL, GENERATED)) {
      List<Judged> clips = judged.stream().filter(each -> each.sample.kind.equals(kind)).toList();
      List<boolean[]> has = clips.stream().map(each -> features.of(each.sample.caption)).toList();
      for (boolean with : new boolean[] {true, false}) {
        table.addColumns(percent((with ? "found, " : "found in others, ") + (kind.equals(REAL) ? "real" : kind),
            Arrays.stream(words).mapToDouble(k -> {
              int[] those = IntStream.range(0, clips.size()).filter(i -> has.get(i)[k] == with).toArray();
              return Arrays.stream(those).mapToDouble(i -> clips.get(i).probabilities[k] > 0.5 ? 1 : 0).average()
                  .orElse(Double.NaN);
            })));
      }
    }
    return table;
  }

  /**
   * How varied and how steady generated clips are beside real ones of the same captions: in both, the median over captions,
   * and of the ratios of both the median and the tenths. There is no ratio to real clips that give next to nothing, and none at
   * all where the median of real ones does.
   *
   * @param real caption to real clips of it, at least 2 for those that are compared
   */
  public Table variety(Function<String, List<Clip>> real) {
    Map<String, List<Clip>> made = judged.stream().map(Judged::sample).filter(sample -> sample.kind.equals(GENERATED))
        .collect(Collectors.groupingBy(Sample::caption, LinkedHashMap::new,
            Collectors.mapping(Sample::clip, Collectors.toList())));
    List<List<List<Clip>>> both = made.entrySet().stream().map(each -> List.of(real.apply(each.getKey()), each.getValue()))
        .filter(each -> each.get(0).size() > 1 && each.get(1).size() > 1).toList();
    Map<String, ToDoubleFunction<List<Clip>>> measures = new LinkedHashMap<>();
    measures.put("clips of one caption differ", ClipVariety::spread);
    measures.put("they start apart (pixels)", ClipVariety::startSpread);
    measures.put("they look different, laid over each other", ClipVariety::looks);
    measures.put("neighbouring frames differ, laid over each other", clips -> mean(clips, ClipVariety::unsteadiness));
    measures.put("first and last frame differ, laid over each other", clips -> mean(clips, ClipVariety::drift));
    List<double[]> reals = measures.values().stream().map(measure -> measured(both, 0, measure)).toList();
    List<double[]> generated = measures.values().stream().map(measure -> measured(both, 1, measure)).toList();
    List<double[]> ratios = IntStream.range(0, measures.size()).mapToObj(m -> IntStream.range(0, both.size())
        .filter(i -> reals.get(m)[i] >= NOTHING && percentile(reals.get(m), MEDIAN) >= NOTHING)
        .mapToDouble(i -> generated.get(m)[i] / reals.get(m)[i]).toArray()).toList();
    return Table.create("how varied and how steady clips are (distances of 0 to 255, ratios to real clips)",
        StringColumn.create("measure", measures.keySet()),
        IntColumn.create("captions", reals.stream().mapToInt(each -> each.length).toArray()),
        number("real", reals.stream().mapToDouble(each -> percentile(each, MEDIAN))),
        number("generated", generated.stream().mapToDouble(each -> percentile(each, MEDIAN))),
        number("ratio", ratios.stream().mapToDouble(each -> percentile(each, MEDIAN))),
        number("lowest tenth", ratios.stream().mapToDouble(each -> percentile(each, TENTH))),
        number("highest tenth", ratios.stream().mapToDouble(each -> percentile(each, 100 - TENTH))));
  }

  private static double[] measured(List<List<List<Clip>>> captions, int kind, ToDoubleFunction<List<Clip>> measure) {
    return captions.stream().mapToDouble(each -> measure.applyAsDouble(each.get(kind))).toArray();
  }

  private static double mean(List<Clip> clips, ToDoubleFunction<Clip> measure) {
    return clips.parallelStream().mapToDouble(measure).average().orElseThrow();
  }

  /** Whether whole clips repeat those of training; see {@link #copies(Map)}. */
  public Table copies(List<NearestNeighbour.Nearest> nearest) {
    return copies(Map.of("whole clips", nearest)).removeColumns("compared");
  }

  /**
   * Whether clips repeat those of training: how far from the nearest of them, 0 to 255, generated ones and real ones held out.
   *
   * @param compared what of clips is compared, to the nearest by clip that was judged, in their order
   */
  public Table copies(Map<String, List<NearestNeighbour.Nearest>> compared) {
    List<String> of = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    List<double[]> distances = new ArrayList<>();
    compared.forEach((what, nearest) -> {
      for (String heard : List.of("heard", "never heard")) {
        for (String kind : List.of(REAL, GENERATED)) {
          double[] those = IntStream.range(0, judged.size()).filter(i -> judged.get(i).sample.kind.equals(kind)
              && judged.get(i).sample.group().equals(heard)).mapToDouble(i -> nearest.get(i).distance()).toArray();
          if (those.length > 0) {
            of.add(what);
            groups.add(kind + ", captions " + heard);
            distances.add(those);
          }
        }
      }
    });
    return Table.create("distance to the nearest training clip (a copy: 0)",
        StringColumn.create("compared", of),
        StringColumn.create("clips", groups),
        IntColumn.create("count", distances.stream().mapToInt(each -> each.length).toArray()),
        number("least", distances.stream().mapToDouble(StatUtils::min)),
        number("lowest tenth", distances.stream().mapToDouble(each -> percentile(each, TENTH))),
        number("median", distances.stream().mapToDouble(each -> percentile(each, MEDIAN))));
  }

  private static double percentile(double[] values, double percent) {
    return values.length == 0 ? Double.NaN : StatUtils.percentile(values, percent);
  }

  private static DoubleColumn percent(String name, DoubleStream shares) {
    return AccuracyTables.column(name, shares, NumberFormat.getPercentInstance(Locale.ROOT), 0);
  }

  private static DoubleColumn number(String name, DoubleStream values) {
    return AccuracyTables.column(name, values, NumberFormat.getInstance(Locale.ROOT), 2);
  }
}
