package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GanLossTest {
  private static final double[] SCORES = {-30, -2.5, -0.3, 0.4, 3, 40};

  @ParameterizedTest
  @EnumSource
  void slopesAreTheDerivativesOfTheLosses(GanLoss loss) {
    for (double score : SCORES) {
      assertEquals(difference(loss::real, score), loss.realSlope(score), 1e-5);
      assertEquals(difference(loss::fake, score), loss.fakeSlope(score), 1e-5);
      assertEquals(difference(loss::generator, score), loss.generatorSlope(score), 1e-5);
    }
  }

  @Test
  void lossesAreTheLogarithmsOfThePaper() {
    double d = GanLoss.sigmoid(0.7);
    assertEquals(-Math.log(d), GanLoss.MINIMAX.real(0.7), 1e-12);
    assertEquals(-Math.log(1 - d), GanLoss.MINIMAX.fake(0.7), 1e-12);
    assertEquals(Math.log(1 - d), GanLoss.MINIMAX.generator(0.7), 1e-12);
    assertEquals(-Math.log(d), GanLoss.NON_SATURATING.generator(0.7), 1e-12);
  }

  private static double difference(DoubleUnaryOperator function, double at) {
    return (function.applyAsDouble(at + 1e-6) - function.applyAsDouble(at - 1e-6)) / 2e-6;
  }
}
