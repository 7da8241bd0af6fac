package texttovideo.train;

/**
 * How a conditional VAE-GAN weighs its parts. What it learns from has the form
 * {@code reconstruction * (squared error + temporal * temporal loss) + kl * KL + game * (losses against both discriminators)}.
 *
 * @param reconstruction weight of the squared error of the clips that it gives back, at least 0; 0 trains no encoder
 * @param temporal       weight of {@link TemporalLoss} beside the squared error, at least 0; 0 if there is no encoder
 * @param kl             weight of the codes' distance from the prior, at least 0
 * @param game           weight of the game, at least 0; 0 makes no discriminators
 * @param gameFrom       steps before the game begins
 * @param ramp           steps in which the game's weight then rises from 0, at least 1
 * @param gan            what the networks play for
 */
public record VaeGanSettings(double reconstruction, double temporal, double kl, double game, int gameFrom, int ramp,
    GanSettings gan) {
  private static final double RECONSTRUCTION = 0.006;
  private static final double KL = 0.1;
  private static final double GAME_WEIGHT = 0.4;          // at 1 its gradient drowns that of the reconstruction
  private static final double BEFORE_THE_GAME = 0.2;      // of the run
  private static final int RAMP = 200;
  private static final GanSettings GAME = GanSettings.standard().withFakeWords(0);

  /** Checks every setting. */
  public VaeGanSettings {
    for (double weight : new double[] {reconstruction, temporal, kl, game}) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a VAE-GAN's weights are at least 0 and finite, not " + weight);
      }
    }
    if (gameFrom < 0 || ramp < 1 || gan == null) {
      throw new IllegalArgumentException("a VAE-GAN needs gameFrom of at least 0, a ramp of at least 1 and what is played for, "
          + "not " + gameFrom + ", " + ramp + " and " + gan);
    }
    if (reconstruction == 0 && temporal > 0) {
      throw new IllegalArgumentException("without reconstruction there is nothing to follow, so temporal is 0, not " + temporal);
    }
    if (reconstruction == 0 && (game == 0 || gameFrom > 0)) {
      throw new IllegalArgumentException("without reconstruction the game must be played from the first step, not with "
          + "weight " + game + " from step " + gameFrom);
    }
  }

  /** The settings of the course, for a run of so many steps: the encoder first, then both. */
  public static VaeGanSettings both(int steps) {
    return new VaeGanSettings(RECONSTRUCTION, 0, KL, GAME_WEIGHT, (int) (BEFORE_THE_GAME * steps), RAMP, GAME);
  }

  /** The encoder alone: a conditional VAE. */
  public static VaeGanSettings encoderAlone() {
    return new VaeGanSettings(RECONSTRUCTION, 0, KL, 0, 0, RAMP, GAME);
  }

  /** The game alone, from the first step: a conditional GAN. */
  public static VaeGanSettings gameAlone() {
    return new VaeGanSettings(0, 0, 0, 1, 0, 1, GAME);
  }

  /** The same with other losses of the game. */
  public VaeGanSettings with(GanSettings other) {
    return new VaeGanSettings(reconstruction, temporal, kl, game, gameFrom, ramp, other);
  }

  /** The same with another weight of the change of the error along the motion. */
  public VaeGanSettings withTemporal(double weight) {
    return new VaeGanSettings(reconstruction, weight, kl, game, gameFrom, ramp, gan);
  }

  /** Whether an encoder is trained. */
  boolean encodes() {
    return reconstruction > 0;
  }

  /** Whether the game is ever played. */
  boolean plays() {
    return game > 0;
  }

  /** The weight of the game in a step, rising with the square of time; 0 before it begins. */
  double gameWeight(int step) {
    double risen = Math.max(0, Math.min(1, (step + 1.0 - gameFrom) / ramp));
    return game * risen * risen;
  }
}
