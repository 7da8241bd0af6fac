package texttovideo.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import texttovideo.scene.DigitMotion;
import texttovideo.scene.DigitPictures;
import texttovideo.scene.MovingDigit;
import texttovideo.video.Clip;

/**
 * Captioned clips of real handwriting that moves: {@code the digit 7 is moving up then down}, or two digits joined by
 * {@code and} (Mittal et al. 2017, "Sync-DRAW", section 4; Hu et al. 2022, "Make It Move", section 5).
 *
 * <p>Of every 20 clips 18 are for training. The other two are held out and show handwriting that no training clip shows: one with
 * pairings of digit and motion that training has, one with a pairing that it never has. 12 of the 80 pairings are kept from
 * training; it has each digit and each motion in others.
 */
public final class DigitClips implements ClipDataset {
  private static final int GROUP = 20;
  private static final int UNHEARD = 12;
  private static final int STEP = 3;             // through the motions: it meets all 8
  private static final Set<Pairing> KEPT = kept();

  private final List<List<MovingDigit>> rows;

  private record Pairing(int digit, DigitMotion motion) {
  }

  private DigitClips(List<List<MovingDigit>> rows) {
    this.rows = rows;
  }

  /**
   * Draws clips; a clip depends on the seed and its place only.
   *
   * @param clips  how many, at least 1
   * @param digits in each, 1 or 2; two are never the same
   */
  public static DigitClips synthesize(int clips, int digits, long seed) {
    if (clips < 1 || digits < 1 || digits > 2) {
      throw new IllegalArgumentException("at least 1 clip of 1 or 2 digits can be drawn, not " + clips + " of " + digits);
    }
    SplittableRandom seeds = new SplittableRandom(seed);
    List<List<MovingDigit>> rows = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      rows.add(row(i, digits, new SplittableRandom(seeds.nextLong())));
    }
    return new DigitClips(rows);
  }

  private static List<MovingDigit> row(int i, int digits, SplittableRandom random) {
    boolean unheard = i % GROUP == GROUP - 1;
    List<MovingDigit> row = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    while (row.size() < digits) {
      Pairing pairing = new Pairing(below(DigitPictures.DIGITS, random), DigitMotion.values()[below(8, random)]);
      boolean wanted = KEPT.contains(pairing) == (unheard && row.isEmpty());
      if (wanted && used.add(pairing.digit)) {
        int number = isTraining(i) ? below(DigitPictures.FOR_TRAINING, random)
            : DigitPictures.FOR_TRAINING + below(DigitPictures.OF_A_DIGIT - DigitPictures.FOR_TRAINING, random);
        row.add(MovingDigit.anywhere(pairing.digit, number, pairing.motion, random));
      }
    }
    if (random.nextLong() < 0) {                 // a pairing never heard may come second, too
      Collections.reverse(row);
    }
    return List.copyOf(row);
  }

  private static int below(int bound, SplittableRandom random) {
    return (int) Math.floorMod(random.nextLong(), (long) bound);     // nextInt(bound) may draw otherwise in another Java
  }

  private static Set<Pairing> kept() {
    return IntStream.range(0, UNHEARD).mapToObj(k -> new Pairing(k % DigitPictures.DIGITS,
        DigitMotion.values()[(STEP * k + k / DigitPictures.DIGITS) % DigitMotion.values().length])).collect(Collectors.toSet());
  }

  private static boolean isTraining(int i) {
    return i % GROUP < GROUP - 2;
  }

  /** What a clip shows. */
  public List<MovingDigit> digits(int i) {
    return rows.get(i);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Clip clip(int i) {
    return MovingDigit.clip(rows.get(i));
  }

  @Override
  public String caption(int i) {
    return rows.get(i).stream().map(MovingDigit::caption).collect(Collectors.joining(" and "));
  }

  /** {@link Split#TRAINING}; all others are held out, as {@link Split#UNSEEN_COMBINATION}. */
  @Override
  public Split split(int i) {
    return isTraining(i) ? Split.TRAINING : Split.UNSEEN_COMBINATION;
  }
}
