package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.data.ClipDataset;
import texttovideo.data.Split;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ModelFile;
import texttovideo.model.SpriteConfig;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Adam;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameters;
import texttovideo.nn.SafeTensors;
import texttovideo.nn.Tensor;
import texttovideo.text.WordTokenizer;
import texttovideo.video.Clip;

/** Training on clips that are not the course's: of another length, size, number and language. */
class TrainingLoopTest {
  private static final int FRAMES = 6;
  private static final int PIXELS = 32;
  private static final List<String> CAPTIONS =
      List.of("ein Balken wandert", "ein Balken steht", "kein Balken, nur ein Fleck!");
  private static final WordTokenizer TOKENIZER = WordTokenizer.of(CAPTIONS);

  @TempDir
  private Path folder;

  /** Two dozen clips: a dark bar that moves or stands, or a patch; the last three are not for training. */
  private static class Bars implements ClipDataset {
    @Override
    public int size() {
      return 24;
    }

    @Override
    public Clip clip(int i) {
      return new Clip(IntStream.range(0, FRAMES).mapToObj(f -> frame(i, f)).toList(), PIXELS, PIXELS, 8);
    }

    private static byte[] frame(int i, int f) {
      byte[] pixels = new byte[PIXELS * PIXELS * 3];
      Arrays.fill(pixels, (byte) 255);
      int left = 4 + i % 5 + (i % 3 == 0 ? 3 * f : 0);
      for (int y = 8; y < (i % 3 == 2 ? 14 : 24); y++) {
        Arrays.fill(pixels, (y * PIXELS + left) * 3, (y * PIXELS + left + 5) * 3, (byte) (10 * i % 200));
      }
      return pixels;
    }

    @Override
    public String caption(int i) {
      return CAPTIONS.get(i % 3);
    }

    @Override
    public Split split(int i) {
      return i < 21 ? Split.TRAINING : Split.UNSEEN_COMBINATION;
    }
  }

  private static TrainingConfig config(int steps, double rate) {
    return new TrainingConfig(TrainingConfig.Mode.QUICK, steps, 8, 5, rate, 0.65, 2);
  }

  private static TrainingLoop loop(TrainingConfig config) {
    SplittableRandom random = new SplittableRandom(config.seed());
    SpriteConfig sizes = new SpriteConfig(TOKENIZER.vocabulary().size(), 2, 1, 16, 8, FRAMES, PIXELS, 16, 6);
    SpriteGenerator generator = new SpriteGenerator(sizes, Initializer.normal(random), Parallel.NONE);
    return new TrainingLoop(new Bars(), TOKENIZER, new GanStep(generator, WordTargets.alike(), WordTargets.alike(),
        GanSettings.standard(), config.batch(), random, 2), config, Map.of("world", "bars"));
  }

  @Test
  void someCaptionedClipsOfAnySizeAreEnoughToTrainSaveResumeAndGenerate() throws IOException {
    Path checkpoint = folder.resolve("run");
    Path model = folder.resolve("model");
    try (TrainingLoop whole = loop(config(6, 1e-3)); TrainingLoop half = loop(config(6, 1e-3));
        TrainingLoop resumed = loop(config(6, 1e-3))) {
      Map<String, Tensor> before = whole.generator().parameters().tensors();
      whole.run(generator -> 0.25, entry -> { });
      before.forEach((name, tensor) -> assertFalse(
          Arrays.equals(tensor.values(), whole.generator().parameters().byName().get(name).values()), name));
      assertEquals(List.of(2, 4, 6), whole.log().entries().stream().filter(entry -> entry.accuracy() == 0.25)
          .map(TrainingLog.Entry::step).toList());
      half.run(generator -> 0.25, entry -> {
        if (entry.step() == 3) {
          Thread.currentThread().interrupt();
        }
      });
      assertTrue(Thread.interrupted());
      half.save(checkpoint);
      SafeTensors saved = SafeTensors.read(checkpoint);
      assertEquals(config(6, 1e-3), TrainingLoop.settings(saved, checkpoint));
      assertEquals("bars", saved.metadata().get("world"));
      resumed.resume(saved, checkpoint);
      resumed.run(generator -> 0.25, entry -> { });
      whole.generator().parameters().byName().forEach((name, parameter) ->
          assertArrayEquals(parameter.values(), resumed.generator().parameters().byName().get(name).values(), name));
      whole.model(Map.of()).save(model);
      Clip clip = TextToVideo.load(model).generate("Kein Balken wandert", 1);
      assertEquals(FRAMES, clip.length());
      assertEquals(PIXELS, clip.height());
      assertEquals(new TextToVideo(whole.generator(), TOKENIZER).generate("Kein Balken wandert", 1), clip);
      assertTrue(ModelFile.load(model).card().get("log").startsWith("step,"), ModelFile.load(model).card().get("log"));
    }
  }

  @Test
  void checkpointOfOtherNetworksIsRefusedByName() throws IOException {
    Path file = folder.resolve("run.safetensors");
    try (TrainingLoop loop = loop(config(2, 1e-3))) {
      loop.save(file);
      SafeTensors saved = SafeTensors.read(file);
      for (String name : List.of("generator.motion.directionEmbedding", "clips.score.weight", "adam.pairs.mean.score.bias",
          "average.sprite.margin", "log")) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
        tensors.remove(name);
        String message = assertThrows(IOException.class,
            () -> loop.resume(new SafeTensors(tensors, saved.metadata()), file)).getMessage();
        String last = name.substring(name.indexOf('.') + 1).replace("pairs.", "");
        assertTrue(message.contains("run.safetensors") && message.contains(last), message);
      }
    }
  }

  @Test
  void clipsNoneOfWhichIsForTrainingAreRefused() {
    ClipDataset none = new Bars() {
      @Override
      public Split split(int i) {
        return Split.UNSEEN_WORDING;
      }
    };
    try (Algorithm algorithm = new Given(Map.of("loss", 1.0))) {
      String message = assertThrows(IllegalArgumentException.class,
          () -> new TrainingLoop(none, TOKENIZER, algorithm, config(1, 1e-3), Map.of())).getMessage();
      assertTrue(message.contains("24"), message);
    }
  }

  /** An algorithm that measures what it is given and then breaks off; it spoils its own weights in its third step. */
  private static class Given implements Algorithm {
    private final Map<String, Double> third;
    private final SpriteGenerator generator = new SpriteGenerator(
        new SpriteConfig(TOKENIZER.vocabulary().size(), 2, 1, 4, 4, FRAMES, PIXELS, 16, 2),
        Initializer.normal(new SplittableRandom(1)), Parallel.NONE);

    Given(Map<String, Double> third) {
      this.third = third;
    }

    @Override
    public Measured step(TrainingBatch batch, int step, double rate, SplittableRandom random) {
      assertEquals(8 * FRAMES * 3 * PIXELS * PIXELS, batch.frames().length);
      if (step == 2) {
        generator.parameters().byName().values().iterator().next().values()[0] = Float.NaN;
        return new Measured(third, new double[0]);
      }
      return new Measured(Map.of("loss", 0.5), new double[0]);
    }

    @Override
    public List<String> columns() {
      return List.of("loss");
    }

    @Override
    public ClipGenerator average() {
      return generator;
    }

    @Override
    public Map<String, Parameters> networks() {
      return Map.of("generator", generator.parameters());
    }

    @Override
    public Map<String, Adam> optimizers() {
      return Map.of();
    }

    @Override
    public void close() {
      // No threads.
    }
  }

  @Test
  void numbersThatNobodyCanLearnFromStopTheRunAndSpoilNoFile() throws IOException {
    Path file = folder.resolve("run");
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -2e6}) {
      try (TrainingLoop loop = new TrainingLoop(new Bars(), TOKENIZER, new Given(Map.of("loss", bad)), config(9, 1e-3),
          Map.of())) {
        loop.save(file);
        byte[] before = Files.readAllBytes(file);
        String message = assertThrows(TrainingDiverged.class, () -> loop.run(generator -> 0, entry -> { })).getMessage();
        assertTrue(message.contains("step 3") && message.contains("loss is " + bad + " and must lie between -1843200.0 and 1843200.0"),
            message);
        assertEquals(2, loop.steps());
        String refused = assertThrows(IllegalArgumentException.class, () -> loop.save(file)).getMessage();
        assertTrue(refused.contains("NaN"), refused);
        assertArrayEquals(before, Files.readAllBytes(file));
        assertThrows(IllegalStateException.class, () -> loop.resume(SafeTensors.read(file), file));
      }
    }
  }

  /** A step that fails once, as for want of memory, is taken again with the clips that it had. */
  @Test
  void aStepThatFailedIsTakenAgainWithItsOwnClips() {
    for (int failing : new int[] {0, 2}) {
      List<Integer> seen = new ArrayList<>();
      try (TrainingLoop loop = new TrainingLoop(new Bars(), TOKENIZER, new Given(Map.of("loss", 0.5)) {
        private boolean failed;

        @Override
        public Measured step(TrainingBatch batch, int step, double rate, SplittableRandom random) {
          seen.add(Arrays.hashCode(batch.frames()));
          if (step == failing && !failed) {
            failed = true;
            throw new IllegalStateException("no memory");
          }
          return new Measured(Map.of("loss", 0.5), new double[0]);
        }
      }, config(4, 1e-3), Map.of())) {
        assertThrows(IllegalStateException.class, () -> loop.run(generator -> 0, entry -> { }));
        assertEquals(failing, loop.steps());
        loop.run(generator -> 0, entry -> { });
      }
      assertEquals(5, seen.size());
      assertEquals(seen.get(failing), seen.remove(failing + 1));
      assertEquals(4, Set.copyOf(seen).size());
    }
  }

  /** Clips are read ahead of their step; what fails there must not stay. */
  @Test
  void clipsThatCouldNotBeReadAreReadAgain() {
    AtomicInteger reads = new AtomicInteger();
    ClipDataset failing = new Bars() {
      @Override
      public Clip clip(int i) {
        if (reads.incrementAndGet() == 12) {
          throw new IllegalStateException("no memory");
        }
        return super.clip(i);
      }
    };
    try (TrainingLoop loop = new TrainingLoop(failing, TOKENIZER, new Given(Map.of("loss", 0.5)), config(4, 1e-3), Map.of())) {
      assertThrows(RuntimeException.class, () -> loop.run(generator -> 0, entry -> { }));
      assertEquals(1, loop.steps());
      loop.run(generator -> 0, entry -> { });
      assertEquals(4, loop.steps());
    }
  }

  /** The largest clips that {@code train --clips} takes, black where they should be white. */
  @Test
  void largeClipsThatAreWrongEverywhereAreToBeLearntNotDiverged() {
    ClipGenerator.Shape shape = new ClipGenerator.Shape(64, 3, 128);
    float[] black = new float[shape.length()];
    float[] white = new float[shape.length()];
    Arrays.fill(black, -1);
    Arrays.fill(white, 1);
    double loss = new ReconstructionLoss(black, white, shape, Parallel.NONE).value();
    assertTrue(loss > 1e6 && 10 * loss < TrainingLoop.largest(shape), loss + " of " + TrainingLoop.largest(shape));
  }
}
