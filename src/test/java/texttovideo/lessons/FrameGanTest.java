package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.conv.Nd4jThread;
import texttovideo.video.Clip;

class FrameGanTest {
  private static final FrameSize TINY = new FrameSize(16, 4, 4, 3, 0.002);
  private static final List<String> SENTENCES = List.of("dark", "light");
  private static final List<Clip> CLIPS = List.of(plain(0), plain(255));

  @BeforeEach
  void onOneCore() {
    Nd4jThread.useOneCore();
  }

  @Test
  void unrepairedTheDiscriminatorIsDeafToTheSentence() {
    assertArrayEquals(gan(Set.of()).scores(CLIPS, SENTENCES), gan(Set.of()).scores(CLIPS, swapped()));
  }

  @ParameterizedTest
  @EnumSource(Repair.class)
  void repairedTheDiscriminatorsScoreChangesWithTheSentence(Repair last) {
    double[] right = gan(last.andBefore()).scores(CLIPS, SENTENCES);
    double[] wrong = gan(last.andBefore()).scores(CLIPS, swapped());
    assertTrue(Math.abs(right[0] - wrong[0]) > 1e-4, () -> Arrays.toString(right) + Arrays.toString(wrong));
  }

  @Test
  void theEmbeddingLearnsOnlyIfItIsRepaired() {
    assertEquals(0, moved(Repair.TEXT_TO_DISCRIMINATOR));
    assertTrue(moved(Repair.TRAINED_EMBEDDING) > 0);
  }

  @Test
  void freshNoiseMakesFramesDifferAndOneNoiseAloneFreezesThem() {
    assertEquals(FrameGan.FRAMES, distinctFrames(Repair.TRAINED_EMBEDDING));
    assertEquals(1, distinctFrames(Repair.ONE_NOISE_PER_CLIP));
    assertEquals(FrameGan.FRAMES, distinctFrames(Repair.FRAME_NUMBER));
  }

  @ParameterizedTest
  @EnumSource(Repair.class)
  void theSameSeedGivesTheSameClips(Repair last) {
    FrameGan one = gan(last.andBefore());
    FrameGan other = gan(last.andBefore());
    assertEquals(one.step(CLIPS, SENTENCES), other.step(CLIPS, SENTENCES));
    assertEquals(one.generate("dark", 5), other.generate("dark", 5));
    assertNotEquals(one.generate("dark", 5), one.generate("dark", 6));
  }

  @Test
  void clipsOfAnotherSizeOrWithoutASentenceAreRefused() {
    FrameGan gan = gan(Set.of());
    Clip small = new Clip(List.of(new byte[8 * 8 * 3]), 8, 8, 10);
    assertTrue(assertThrows(IllegalArgumentException.class, () -> gan.step(List.of(small), List.of("dark")))
        .getMessage().contains("8x8"));
    assertThrows(IllegalArgumentException.class, () -> gan.scores(CLIPS, List.of("dark")));
  }

  @Test
  void withTextItLearnsWhichPictureBelongsToWhichSentence() {
    FrameGan gan = gan(Repair.FRAME_NUMBER.andBefore());
    for (int step = 0; step < 200; step++) {
      gan.step(List.of(CLIPS.get(0), CLIPS.get(1), CLIPS.get(0), CLIPS.get(1)), List.of("dark", "light", "dark", "light"));
    }
    double dark = mean(gan.generate("dark", 1));
    double light = mean(gan.generate("light", 1));
    assertTrue(dark < 60 && light > 195, () -> dark + " and " + light);
  }

  @Test
  void oneNoisePerClipNeedsNoTraining() {
    FrameGan trained = gan(Repair.TRAINED_EMBEDDING.andBefore());
    FrameGan repaired = gan(Repair.ONE_NOISE_PER_CLIP.andBefore());
    trained.step(CLIPS, SENTENCES);
    repaired.step(CLIPS, SENTENCES);
    assertEquals(repaired.generate("dark", 5), trained.withOneNoisePerClip().generate("dark", 5));
    assertNotEquals(repaired.generate("dark", 5), trained.generate("dark", 5));
  }

  @Test
  void productsLetASentenceDecideWhatANumberMeans() {
    List<Clip> clips = List.of(fading(0), fading(9));
    List<String> sentences = List.of("lighter", "darker");
    FrameGan gan = new FrameGan(TINY, Repair.SENTENCE_TIMES_NUMBER.andBefore(), WordBags.of(sentences), 1);
    for (int step = 0; step < 300; step++) {
      gan.step(List.of(clips.get(0), clips.get(1), clips.get(0), clips.get(1)),
          List.of("lighter", "darker", "lighter", "darker"));
    }
    for (int i = 0; i < 2; i++) {
      Clip clip = gan.generate(sentences.get(i), 1);
      double first = mean(new Clip(clip.frames().subList(0, 3), 16, 16, 10));
      double last = mean(new Clip(clip.frames().subList(7, 10), 16, 16, 10));
      assertTrue(i == 0 ? last > first + 80 : first > last + 80, () -> first + " -> " + last);
    }
  }

  /** Black in one frame, and the lighter the farther a frame is from it. */
  private static Clip fading(int black) {
    return new Clip(IntStream.range(0, FrameGan.FRAMES)
        .mapToObj(f -> plain(255 * Math.abs(f - black) / 9).frames().get(0)).toList(), 16, 16, 10);
  }

  private static FrameGan gan(Set<Repair> repairs) {
    return new FrameGan(TINY, repairs, WordBags.of(SENTENCES), 1);
  }

  private static double moved(Repair last) {
    FrameGan gan = gan(last.andBefore());
    INDArray before = gan.embedding().dup();
    gan.step(CLIPS, SENTENCES);
    return gan.embedding().sub(before).norm2Number().doubleValue();
  }

  private static int distinctFrames(Repair last) {
    Set<Integer> hashes = new HashSet<>();
    gan(last.andBefore()).generate("dark", 1).frames().forEach(frame -> hashes.add(Arrays.hashCode(frame)));
    return hashes.size();
  }

  private static List<String> swapped() {
    return List.of("light", "dark");
  }

  private static Clip plain(int value) {
    byte[] frame = new byte[16 * 16 * 3];
    Arrays.fill(frame, (byte) value);
    return new Clip(Collections.nCopies(FrameGan.FRAMES, frame), 16, 16, 10);
  }

  private static double mean(Clip clip) {
    return clip.frames().stream().mapToDouble(frame -> {
      long sum = 0;
      for (byte value : frame) {
        sum += value & 255;
      }
      return (double) sum / frame.length;
    }).average().orElseThrow();
  }
}
