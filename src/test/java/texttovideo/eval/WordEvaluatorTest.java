package texttovideo.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import texttovideo.data.ClipFolders;
import texttovideo.eval.OwnClipsEvaluation.Sample;
import texttovideo.video.Clip;

/** An evaluator that learns four captions from 96 clips: a dot of two colours goes two ways. */
class WordEvaluatorTest {
  private static final int FRAMES = 6;
  private static final int PIXELS = 32;
  private static final int TRAINING = 96;
  private static final List<String> CAPTIONS = ClipFolders.CAPTIONS;
  private static WordEvaluator evaluator;

  @BeforeAll
  static void learn() {
    List<String> captions = IntStream.range(0, TRAINING).mapToObj(i -> CAPTIONS.get(i % 4)).toList();
    evaluator = WordEvaluator.train(CaptionFeatures.of(captions, 4), captions, WordEvaluatorTest::dot, 3, 1, said -> { });
  }

  private static Clip dot(int i) {
    return ClipFolders.dot(i, i % 4, FRAMES, PIXELS);
  }

  private static Clip plain(int shade) {
    byte[] frame = new byte[3 * PIXELS * PIXELS];
    Arrays.fill(frame, (byte) shade);
    return new Clip(IntStream.range(0, FRAMES).mapToObj(f -> frame).toList(), PIXELS, PIXELS, 10);
  }

  private static double shown(List<Sample> samples, String kind) {
    boolean[] told = evaluator.told();
    OwnClipsEvaluation evaluation = OwnClipsEvaluation.of(samples, evaluator,
        new CaptionJudge(evaluator.features(), told, CAPTIONS));
    for (Row row : evaluation.byPart()) {
      if (row.getString("part").equals(CaptionJudge.WHOLE) && row.getString("clips").equals(kind)) {
        return row.getDouble("shown");
      }
    }
    throw new AssertionError(evaluation.byPart().print());
  }

  @Test
  void everyWordIsTold() {
    boolean[] all = new boolean[evaluator.features().size()];
    Arrays.fill(all, true);
    assertArrayEquals(all, evaluator.told());
  }

  @Test
  void realClipsShowTheirCaptionsAndShuffledOnesByLuckOnly() {
    List<Sample> real = IntStream.range(TRAINING, TRAINING + 40).mapToObj(i ->
        new Sample(OwnClipsEvaluation.REAL, CAPTIONS.get(i % 4), true, dot(i))).toList();
    assertTrue(shown(real, OwnClipsEvaluation.REAL) >= 0.9);
    assertEquals(0.25, shown(real, OwnClipsEvaluation.SHUFFLED), 0.1);
  }

  @Test
  void modelThatShowsNothingIsWorthAGuess() {
    for (int shade : new int[] {0, 128, 255}) {
      List<Sample> made = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        made.add(new Sample(OwnClipsEvaluation.GENERATED, CAPTIONS.get(i % 4), true, plain(shade)));
      }
      assertEquals(0.25, shown(made, OwnClipsEvaluation.GENERATED), 1e-9, "one of four captions, clips of shade " + shade);
    }
  }
}
