package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import texttovideo.data.ClipFolders;
import texttovideo.eval.OwnClipsEvaluation.Judged;
import texttovideo.eval.OwnClipsEvaluation.Sample;
import texttovideo.video.Clip;

/** Tables of an evaluation whose evaluator sees all that is shown, and makes no mistake. */
class OwnClipsEvaluationTest {
  private static final List<String> CAPTIONS = ClipFolders.CAPTIONS;
  private static final CaptionFeatures FEATURES = CaptionFeatures.of(CAPTIONS, 1);
  private static final int EACH = 10;            // clips of a caption

  private static Clip dot(int number, int caption) {
    return ClipFolders.dot(number, caption, 6, 32);
  }

  private static List<Sample> samples(String kind) {
    return IntStream.range(0, EACH * CAPTIONS.size()).mapToObj(i -> new Sample(kind, CAPTIONS.get(i % 4), i % 4 > 0,
        dot(i, i % 4))).toList();
  }

  /** @param shown by sample, the caption that it truly shows */
  private static OwnClipsEvaluation evaluation(List<Sample> samples, List<String> shown) {
    boolean[] told = new boolean[FEATURES.size()];
    Arrays.fill(told, true);
    CaptionJudge judge = new CaptionJudge(FEATURES, told, CAPTIONS);
    float[][] sees = shown.stream().map(caption -> CaptionJudgeTest.sees(FEATURES, caption)).toArray(float[][]::new);
    return OwnClipsEvaluation.of(samples, sees, FEATURES, told, judge);
  }

  private static List<Sample> realAndGenerated() {
    List<Sample> samples = new ArrayList<>(samples(OwnClipsEvaluation.REAL));
    samples.addAll(samples(OwnClipsEvaluation.GENERATED));
    return samples;
  }

  private static Row row(Table table, String... cells) {
    return table.stream().filter(row -> IntStream.range(0, cells.length).allMatch(i -> row.getObject(i).equals(cells[i])))
        .findFirst().orElseThrow(() -> new AssertionError(List.of(cells) + " is not in " + table.print()));
  }

  @Test
  void clipsAsGoodAsRealOnesReachTheCeiling() {
    List<Sample> samples = realAndGenerated();
    Table table = evaluation(samples, samples.stream().map(Sample::caption).toList()).byPart();
    Row made = row(table, CaptionJudge.WHOLE, "heard", OwnClipsEvaluation.GENERATED);
    assertEquals(3, made.getInt("captions"));
    assertEquals(3 * EACH, made.getInt("count"));
    assertEquals(1, made.getDouble("shown"));
    assertEquals(1, made.getDouble("of the ceiling"));
    assertTrue(made.getDouble("from") < 0.9, "3 captions are no proof");
    assertEquals(1, row(table, CaptionJudge.WHOLE, "never heard", OwnClipsEvaluation.REAL).getDouble("shown"));
  }

  @Test
  void shuffledCaptionsAreRightByLuckOnly() {
    List<Sample> real = samples(OwnClipsEvaluation.REAL);
    OwnClipsEvaluation evaluation = evaluation(real, real.stream().map(Sample::caption).toList());
    List<String> dealt = evaluation.judged().stream().map(Judged::sample)
        .filter(sample -> sample.kind().equals(OwnClipsEvaluation.SHUFFLED)).map(Sample::caption).toList();
    assertEquals(0, dealt.size() % real.size());
    assertEquals(real.stream().map(Sample::caption).sorted().toList(), dealt.subList(0, real.size()).stream().sorted().toList());
    Table table = evaluation.byPart();
    double whole = row(table, CaptionJudge.WHOLE, "heard", OwnClipsEvaluation.SHUFFLED).getDouble("shown");
    assertEquals(0.25, whole, 0.03, "a quarter by luck");
    double colour = row(table, "grüner/schwarzer", "heard", OwnClipsEvaluation.SHUFFLED).getDouble("shown");
    assertEquals(0.5, colour, 0.04, "half by luck");
  }

  /** One caption has most of the clips: one shuffle of so few could say anything, the mean of many cannot. */
  @Test
  void theFloorOfFewClipsIsNoAccident() {
    List<Sample> real = IntStream.range(0, 8).mapToObj(i -> new Sample(OwnClipsEvaluation.REAL, CAPTIONS.get(i < 6 ? 0 : 1), true,
        dot(i, 0))).toList();
    Table table = evaluation(real, real.stream().map(Sample::caption).toList()).byPart();
    assertEquals((6 / 8.0 + 2 / 8.0) / 2, row(table, CaptionJudge.WHOLE, "heard", OwnClipsEvaluation.SHUFFLED).getDouble("shown"), 0.06);
  }

  /** Captions of two words that change: all but the one is the other. */
  @Test
  void partThatRepeatsAnotherIsLeftOut() {
    List<String> captions = List.of("red left", "red right", "blue left", "blue right");
    CaptionFeatures features = CaptionFeatures.of(captions, 1);
    boolean[] told = new boolean[features.size()];
    Arrays.fill(told, true);
    List<Sample> real = captions.stream().map(caption -> new Sample(OwnClipsEvaluation.REAL, caption, true, dot(0, 0))).toList();
    float[][] sees = captions.stream().map(caption -> CaptionJudgeTest.sees(features, caption)).toArray(float[][]::new);
    Table table = OwnClipsEvaluation.of(real, sees, features, told, new CaptionJudge(features, told, captions)).byPart();
    assertEquals(List.of(CaptionJudge.WHOLE, "blue/red", "left/right"),
        table.stringColumn("part").asList().stream().distinct().toList());
  }

  @Test
  void captionsThatClipsDoNotShowAreListed() {
    List<Sample> samples = samples(OwnClipsEvaluation.GENERATED);
    Table table = evaluation(samples, samples.stream().map(sample -> CAPTIONS.get(0)).toList()).byCaption();
    assertEquals(4, table.rowCount());
    assertEquals(1, row(table, CAPTIONS.get(0)).getDouble("shown"));
    assertEquals(0, row(table, CAPTIONS.get(3)).getDouble("shown"));
    assertEquals(0, row(table, CAPTIONS.get(3)).getDouble("from"));
    assertTrue(row(table, CAPTIONS.get(3)).getDouble("to") > 0.1);
  }

  @Test
  void realClipsAsGeneratedOnesAreAsVaried() {
    List<Sample> samples = samples(OwnClipsEvaluation.GENERATED);
    Table table = evaluation(samples, samples.stream().map(Sample::caption).toList()).variety(caption ->
        IntStream.range(0, EACH).mapToObj(i -> dot(4 * i + CAPTIONS.indexOf(caption), CAPTIONS.indexOf(caption))).toList());
    Row apart = row(table, "they start apart (pixels)");
    assertEquals(4, apart.getInt("captions"));
    assertEquals(1, apart.getDouble("ratio"), 1e-9);
    assertTrue(apart.getDouble("real") > 0);
    Row drift = row(table, "first and last frame differ, laid over each other");
    assertEquals(4, drift.getInt("captions"));
    assertEquals(0, drift.getDouble("real"), "dots keep their shape, so no ratio can be told, but both figures can");
    assertEquals(0, drift.getDouble("generated"));
    assertTrue(Double.isNaN(drift.getDouble("ratio")));
    List<Sample> same = IntStream.range(0, EACH * 4).mapToObj(i -> new Sample(OwnClipsEvaluation.GENERATED, CAPTIONS.get(i % 4),
        true, dot(0, i % 4))).toList();
    assertEquals(0, row(evaluation(same, same.stream().map(Sample::caption).toList()).variety(caption ->
        IntStream.range(0, EACH).mapToObj(i -> dot(i, CAPTIONS.indexOf(caption))).toList()), "they start apart (pixels)")
        .getDouble("ratio"));
  }

  /** Of four captions one has a real clip that changes its form by little: a ratio to that little would be the row's. */
  @Test
  void ratioToNextToNothingIsNotTold() {
    List<Sample> samples = samples(OwnClipsEvaluation.GENERATED).stream().map(sample -> new Sample(sample.kind(),
        sample.caption(), true, grown(sample.clip(), 6))).toList();
    Row drift = row(evaluation(samples, samples.stream().map(Sample::caption).toList()).variety(caption ->
        IntStream.range(0, EACH).mapToObj(i -> {
          Clip real = dot(4 * i + CAPTIONS.indexOf(caption), CAPTIONS.indexOf(caption));
          return caption.equals(CAPTIONS.get(0)) ? grown(real, 1) : real;
        }).toList()), "first and last frame differ, laid over each other");
    assertEquals(0, drift.getDouble("real"));
    assertTrue(drift.getDouble("generated") > 5, drift::toString);
    assertTrue(Double.isNaN(drift.getDouble("ratio")), drift::toString);
    assertTrue(Double.isNaN(drift.getDouble("highest tenth")), drift::toString);
  }

  /** The same clip, but in its last frame a black square of so many pixels stands in a corner. */
  private static Clip grown(Clip clip, int side) {
    List<byte[]> frames = new ArrayList<>(clip.frames());
    byte[] last = frames.remove(frames.size() - 1).clone();
    for (int y = 20; y < 20 + side; y++) {
      Arrays.fill(last, 3 * (y * clip.width() + 2), 3 * (y * clip.width() + 2 + side), (byte) 0);
    }
    frames.add(last);
    return new Clip(frames, clip.height(), clip.width(), clip.fps());
  }

  @Test
  void copiesAreAtNoDistance() {
    List<Sample> samples = realAndGenerated();
    OwnClipsEvaluation evaluation = evaluation(samples, samples.stream().map(Sample::caption).toList());
    List<NearestNeighbour.Nearest> nearest = IntStream.range(0, samples.size()).mapToObj(i ->
        new NearestNeighbour.Nearest(samples.get(i).kind().equals(OwnClipsEvaluation.REAL) ? 5 + i : 0, 0)).toList();
    Table table = evaluation.copies(Map.of("all", nearest));
    assertEquals(0, row(table, "all", "generated, captions heard").getDouble("median"));
    assertEquals(6, row(table, "all", "real, held out, captions heard").getDouble("least"));
    assertEquals(4, table.rowCount());
  }
}
