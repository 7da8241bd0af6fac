package texttovideo.web;

import java.util.random.RandomGenerator;

/**
 * The numbers of {@link java.util.SplittableRandom}, which TeaVM's class library lacks (Steele, Lea and Flood 2014, "Fast
 * Splittable Pseudorandom Number Generators", figures 16 and 17): a seed gives the same clip in a page as on the command line.
 */
final class SplitMix implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
