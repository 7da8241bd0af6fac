package texttovideo.train;

/**
 * What the two players of a GAN minimise, as functions of one score: the discriminator's output before any sigmoid, any real
 * number, positive for "real". Natural logarithms, so values are in nats.
 */
public enum GanLoss {
  /** The game as it stands in Goodfellow et al. 2014, equation 1: the generator minimises {@code log(1 - D)}. */
  MINIMAX {
    @Override
    public double generator(double score) {
      return -softplus(score);
    }

    @Override
    public double generatorSlope(double score) {
      return -sigmoid(score);
    }
  },

  /** The same discriminator; the generator minimises {@code -log D} (the same paper, section 3). */
  NON_SATURATING,

  /** Margins in place of logarithms (Lim and Ye 2017, "Geometric GAN", section 4). */
  HINGE {
    @Override
    public double real(double score) {
      return Math.max(0, 1 - score);
    }

    @Override
    public double realSlope(double score) {
      return score < 1 ? -1 : 0;
    }

    @Override
    public double fake(double score) {
      return Math.max(0, 1 + score);
    }

    @Override
    public double fakeSlope(double score) {
      return score > -1 ? 1 : 0;
    }

    @Override
    public double generator(double score) {
      return -score;
    }

    @Override
    public double generatorSlope(double score) {
      return -1;
    }
  };

  /** The discriminator's loss at a real example. */
  public double real(double score) {
    return softplus(-score);
  }

  /** The derivative of {@link #real} by the score. */
  public double realSlope(double score) {
    return -sigmoid(-score);
  }

  /** The discriminator's loss at a generated example. */
  public double fake(double score) {
    return softplus(score);
  }

  /** The derivative of {@link #fake} by the score. */
  public double fakeSlope(double score) {
    return sigmoid(score);
  }

  /** The generator's loss at an example that it made. */
  public double generator(double score) {
    return softplus(-score);
  }

  /** The derivative of {@link #generator} by the score. */
  public double generatorSlope(double score) {
    return -sigmoid(-score);
  }

  /** The probability of "real", in (0, 1), that a score stands for. */
  public static double sigmoid(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  /** {@code log(1 + exp(score))}, which is {@code -log(sigmoid(-score))}, without overflow. */
  static double softplus(double score) {
    return Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score)));
  }
}
