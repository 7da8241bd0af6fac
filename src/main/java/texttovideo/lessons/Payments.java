package texttovideo.lessons;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Made-up card payments, honest ones and two kinds of fraud: small test payments in quick succession, and large purchases far
 * from home at night. Both overlap with honest payments, so that no detector can be perfect. Nothing here is about real people.
 */
public final class Payments {
  /** Numbers that describe a payment in {@link #features}. */
  public static final int FEATURES = 4;

  private Payments() {
  }

  /** Payments with the columns {@code amount, hour, distance, pause, fraud}, the honest ones first. */
  public static Table table(int honest, int frauds, SplittableRandom random) {
    Table table = Table.create("payments", DoubleColumn.create("amount"), DoubleColumn.create("hour"),
        DoubleColumn.create("distance"), DoubleColumn.create("pause"), BooleanColumn.create("fraud"));
    for (int i = 0; i < honest + frauds; i++) {
      boolean fraud = i >= honest;
      double[] payment = !fraud ? draw(random, 3.4, 1.1, 14, 4, 1.5, 1.2, 6, 1.2)
          : random.nextDouble() < 0.5 ? draw(random, 1.4, 0.6, 13, 5, 2.2, 1, 2.6, 0.9)
          : draw(random, 5.4, 0.6, 21, 3, 4.2, 0.9, 4.6, 1.2);
      for (int column = 0; column < FEATURES; column++) {
        table.doubleColumn(column).append(payment[column]);
      }
      table.booleanColumn(FEATURES).append(fraud);
    }
    return table;
  }

  /** {@code {euros, hour 0-24, km from home, minutes since the last payment}}; all but the hour are log-normal. */
  private static double[] draw(SplittableRandom random, double amount, double amountSpread, double hour, double hourSpread,
      double distance, double distanceSpread, double pause, double pauseSpread) {
    return new double[] {Math.exp(amount + amountSpread * random.nextGaussian()),
        Math.floorMod((int) Math.round(60 * (hour + hourSpread * random.nextGaussian())), 24 * 60) / 60.0,
        Math.exp(distance + distanceSpread * random.nextGaussian()),
        Math.exp(pause + pauseSpread * random.nextGaussian())};
  }

  /**
   * The payments as a network wants them, {@code [N, 4]}, each column about in {@code [-3, 3]}: logarithms of amount, distance
   * and pause, and the hour, shifted and scaled by constants that do not depend on the table.
   */
  public static INDArray features(Table payments) {
    INDArray features = Nd4j.create(payments.rowCount(), FEATURES);
    for (int i = 0; i < payments.rowCount(); i++) {
      features.putScalar(i, 0, (Math.log(payments.doubleColumn("amount").getDouble(i)) - 3.4) / 1.2);
      features.putScalar(i, 1, (payments.doubleColumn("hour").getDouble(i) - 14) / 5);
      features.putScalar(i, 2, (Math.log(payments.doubleColumn("distance").getDouble(i)) - 1.6) / 1.4);
      features.putScalar(i, 3, (Math.log(payments.doubleColumn("pause").getDouble(i)) - 5.5) / 1.4);
    }
    return features;
  }
}
