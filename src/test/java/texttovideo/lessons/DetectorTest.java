package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.conv.Nd4jThread;

class DetectorTest {
  private final double[] hundred = IntStream.range(0, 100).asDoubleStream().toArray();

  @Test
  void qualityIsOneWhenEveryPositiveScoresHigher() {
    assertEquals(new Detector.Quality(1, 1), Detector.Quality.of(hundred, new double[] {100, 200}));
  }

  @Test
  void qualityIsAHalfWhenScoresTellNothing() {
    assertEquals(new Detector.Quality(0.5, 0), Detector.Quality.of(new double[100], new double[50]));
  }

  @Test
  void recallCountsPositivesAboveAllButOneInAHundredNegatives() {
    assertEquals(0.25, Detector.Quality.of(hundred, new double[] {98, 50, 98.5, 99.5}).recall());
  }

  @Test
  void itFindsMostFraudsAmongNewPayments() {
    Nd4jThread.useOneCore();
    SplittableRandom random = new SplittableRandom(1);
    INDArray honest = Payments.features(Payments.table(800, 0, random));
    INDArray frauds = Payments.features(Payments.table(0, 200, random));
    Detector detector = Detector.train(honest, frauds, 300, 1);
    Detector.Quality quality = detector.test(Payments.features(Payments.table(1000, 0, random)),
        Payments.features(Payments.table(0, 300, random)));
    assertTrue(quality.auc() > 0.95 && quality.recall() > 0.5, quality::toString);
  }
}
