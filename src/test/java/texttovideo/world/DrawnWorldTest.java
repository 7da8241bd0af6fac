package texttovideo.world;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.data.ClipDataset;
import texttovideo.data.Manifest;
import texttovideo.data.Split;
import texttovideo.model.ModelFile;
import texttovideo.nn.Parameters;
import texttovideo.nn.SafeTensors;
import texttovideo.nn.Tensor;
import texttovideo.text.Motion;
import texttovideo.text.Prompt;
import texttovideo.text.WordTokenizer;
import texttovideo.train.GanLoss;
import texttovideo.train.TrainingConfig;
import texttovideo.train.TrainingDiverged;
import texttovideo.train.TrainingLog;
import texttovideo.train.TrainingLoop;

/** Runs on the drawn world, some steps long. */
class DrawnWorldTest {
  private static final DrawnWorld QUICK = DrawnWorld.of(TrainingConfig.Mode.QUICK);
  private static final DrawnWorld WORLD = QUICK.with(QUICK.training().withSteps(4));

  @TempDir
  private Path folder;

  private static float[] weights(TrainingLoop loop) {
    return weights(loop.generator().parameters());
  }

  private static float[] weights(Parameters parameters) {
    float[] all = new float[parameters.length()];
    int at = 0;
    for (Tensor tensor : parameters.tensors().values()) {
      System.arraycopy(tensor.values(), 0, all, at, tensor.values().length);
      at += tensor.values().length;
    }
    return all;
  }

  private static void run(TrainingLoop loop) {
    loop.run(generator -> 0.5, entry -> { });
  }

  private static float[] trained(DrawnWorld world, int cores) {
    try (TrainingLoop loop = world.start(cores)) {
      run(loop);
      return weights(loop);
    }
  }

  private static DrawnWorld withBatch(int batch, double rate, int steps) {
    TrainingConfig base = WORLD.training();
    return WORLD.with(new TrainingConfig(base.mode(), steps, batch, base.seed(), rate, base.decayFrom(),
        base.evaluateEvery()));
  }

  @Test
  void sameSeedGivesTheSameWeightsToTheBitOnOneCoreAndOnTwo() {
    float[] once = trained(WORLD, 2);
    assertArrayEquals(once, trained(WORLD, 2));
    assertArrayEquals(once, trained(WORLD, 1));
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertFalse(Arrays.equals(trained(WORLD, 2), trained(WORLD.with(WORLD.training().withSeed(2)), 2)));
  }

  @Test
  void everyParameterOfTheGeneratorLearns() {
    try (TrainingLoop loop = WORLD.start()) {
      Map<String, Tensor> before = loop.generator().parameters().tensors();
      run(loop);
      loop.generator().parameters().tensors().forEach((name, tensor) ->
          assertFalse(Arrays.equals(before.get(name).values(), tensor.values()), name));
    }
  }

  /** Whatever is left out, a run goes on, and it is another run. */
  @Test
  void everyAblationAndLossChangesTheRun() {
    List<float[]> all = new ArrayList<>();
    for (Ablation part : Ablation.values()) {
      if (part.isPartOf(GeneratorKind.SPRITE)) {
        all.add(trained(WORLD.without(part), 2));
      }
    }
    all.add(trained(WORLD.with(GanLoss.HINGE), 2));
    all.add(trained(WORLD.with(GanLoss.MINIMAX), 2));
    assertEquals(all.size(), all.stream().map(Arrays::hashCode).distinct().count());
  }

  /** With and without each part of the training of the convolutional generator. */
  @Test
  void theConvolutionalGeneratorLearnsOnTheSameWorld() {
    DrawnWorld conv = DrawnWorld.of(GeneratorKind.CONV, TrainingConfig.Mode.QUICK);
    DrawnWorld two = conv.with(conv.training().withSteps(2));
    List<float[]> all = new ArrayList<>();
    for (Ablation part : List.of(Ablation.NONE, Ablation.ENCODER, Ablation.GAME)) {
      all.add(trained(two.without(part), 2));
    }
    assertEquals(all.size(), all.stream().map(Arrays::hashCode).distinct().count());
  }

  @Test
  void aPartThatTheTrainingOfAGeneratorDoesNotHaveCannotBeLeftOut() {
    DrawnWorld conv = DrawnWorld.of(GeneratorKind.CONV, TrainingConfig.Mode.QUICK);
    assertThrows(IllegalArgumentException.class, () -> conv.without(Ablation.WORD_WEIGHTS));
    assertThrows(IllegalArgumentException.class, () -> WORLD.without(Ablation.ENCODER));
  }

  /** Nothing of the grammar is in the tokens: any sentence's are those that a tokenizer of any captions gives. */
  @Test
  void tokensOfTheGrammarAreThoseOfItsWordsInOrder() {
    List<String> captions = Prompt.all().stream().map(Prompt::sentence).toList();
    WordTokenizer words = WordTokenizer.of(captions);
    assertEquals(DrawnWorld.tokenizer().vocabulary().words(), words.vocabulary().words());
    captions.forEach(caption -> assertArrayEquals(words.encode(caption), DrawnWorld.tokenizer().encode(caption)));
  }

  /** Not even the log's times are lost: of a run that stops and goes on, all but the times is as if it had not stopped. */
  @Test
  void interruptionKeepsWhatWasLearntAndResumingGivesTheSameRunToTheBit() throws IOException {
    Path file = folder.resolve("run.safetensors");
    try (TrainingLoop whole = WORLD.start(); TrainingLoop stopped = WORLD.start()) {
      run(whole);
      stopped.run(generator -> 0, entry -> {
        if (entry.step() == 2) {
          Thread.currentThread().interrupt();
        }
      });
      assertTrue(Thread.interrupted());
      assertEquals(2, stopped.steps());
      stopped.save(file);
      try (TrainingLoop resumed = DrawnWorld.resume(file)) {
        assertEquals(2, resumed.steps());
        assertEquals(stopped.config(), resumed.config());
        run(resumed);
        assertArrayEquals(weights(whole), weights(resumed));
        assertEquals(measured(whole), measured(resumed));
        whole.save(folder.resolve("whole"));
        resumed.save(folder.resolve("resumed"));
        Map<String, Tensor> one = SafeTensors.read(folder.resolve("whole")).tensors();
        Map<String, Tensor> two = SafeTensors.read(folder.resolve("resumed")).tensors();
        assertEquals(one.keySet(), two.keySet());
        one.keySet().stream().filter(name -> !name.equals("log")).forEach(name ->
            assertArrayEquals(one.get(name).values(), two.get(name).values(), name));
      }
    }
  }

  /** All that the steps measured, but the times; in the precision of a file. */
  private static List<List<Float>> measured(TrainingLoop loop) {
    return loop.log().entries().stream().map(entry -> Stream.concat(
        Stream.of((double) entry.step(), entry.rate(), entry.accuracy()),
        entry.values().values().stream()).map(Double::floatValue).toList()).toList();
  }

  @Test
  void runsThatOverlapTakeTurns() throws InterruptedException {
    try (TrainingLoop loop = WORLD.start()) {
      Thread first = new Thread(() -> run(loop));
      first.start();
      run(loop);
      first.join();
      assertEquals(List.of(1, 2, 3, 4), loop.log().entries().stream().map(TrainingLog.Entry::step).toList());
      assertArrayEquals(trained(WORLD, 2), weights(loop));
    }
  }

  @Test
  void logHoldsEveryStepAndItsMeasurements() {
    try (TrainingLoop loop = WORLD.start()) {
      run(loop);
      assertEquals(4, loop.log().table().rowCount());
      assertEquals(0.5, loop.log().entries().get(3).accuracy());
      assertTrue(Double.isNaN(loop.log().entries().get(1).accuracy()));
      assertTrue(loop.log().entries().get(0).value("clip loss") > 0);
      assertThrows(IllegalArgumentException.class, () -> loop.log().entries().get(0).value("magic"));
    }
  }

  @Test
  void modelIsACopyThatTrainingDoesNotChangeAndSurvivesItsFile() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (TrainingLoop loop = WORLD.start()) {
      ModelFile early = loop.model(Map.of("note", "early"));
      float[] before = weights(early.generator().parameters());
      run(loop);
      assertArrayEquals(before, weights(early.generator().parameters()));
      assertFalse(Arrays.equals(before, weights(loop)));
      loop.model(Map.of("note", "a test")).save(file);
      ModelFile loaded = ModelFile.load(file);
      assertArrayEquals(weights(loop), weights(loaded.generator().parameters()));
      assertEquals("a test", loaded.card().get("note"));
      assertEquals("4", loaded.card().get("steps"));
      assertEquals(loop.tokenizer().vocabulary().words(), loaded.tokenizer().vocabulary().words());
    }
  }

  @Test
  void cardOfAModelTellsWhichClipsItWasTrainedOn() throws IOException {
    Path file = Path.of("m.safetensors");
    try (TrainingLoop loop = WORLD.with(WORLD.training().withSeed(5)).without(Ablation.UP_RIGHT).start()) {
      DrawnWorld.TrainingData training = DrawnWorld.trainingData(loop.model(Map.of()).card(), file);
      ClipDataset data = training.clips();
      Manifest manifest = Manifest.synthesize(WORLD.clips(), 5);
      assertEquals(manifest.size(), data.size());
      assertEquals(manifest.clip(7), data.clip(7));
      for (int row = 0; row < data.size(); row++) {
        boolean upRight = manifest.prompt(row).motion() == Motion.UP_RIGHT;
        assertEquals(!upRight && manifest.split(row) == Split.TRAINING, data.split(row) == Split.TRAINING);
        assertEquals(data.split(row) == Split.TRAINING, training.prompts().test(manifest.prompt(row)));
      }
    }
    assertTrue(assertThrows(IOException.class, () -> DrawnWorld.trainingData(Map.of(), file)).getMessage().startsWith("m.safetensors"));
  }

  /** Between the generator's weights at its steps, and in early steps with a ninth and more of the newest. */
  @Test
  void averageIsTheAverageOfWhatTheGeneratorWas() throws IOException {
    DrawnWorld one = WORLD.with(WORLD.training().withSteps(1));
    Path file = folder.resolve("one");
    try (TrainingLoop loop = one.start()) {
      float[] start = weights(loop);
      run(loop);
      loop.save(file);
      Map<String, Tensor> saved = SafeTensors.read(file).tensors();
      int at = 0;
      for (String name : loop.generator().parameters().byName().keySet()) {
        float[] learner = saved.get("generator." + name).values();
        float[] average = saved.get("average." + name).values();
        for (int i = 0; i < learner.length; i++) {
          assertEquals(0.9 * start[at] + 0.1 * learner[i], average[i], 1e-6, name);
          at++;
        }
      }
    }
  }

  @Test
  void aRateThatIsTooHighStopsTheRunAndSpoilsNoCheckpoint() throws IOException {
    Path file = folder.resolve("run.safetensors");
    try (TrainingLoop loop = withBatch(8, 1, 40).start()) {
      loop.save(file);
      byte[] before = Files.readAllBytes(file);
      String message = assertThrows(TrainingDiverged.class, () -> run(loop)).getMessage();
      assertTrue(message.contains("in step " + (loop.steps() + 1) + ":"), message);
      assertEquals(loop.steps(), loop.log().entries().size());
      try {
        loop.save(file);
      } catch (IllegalArgumentException refused) {
        assertTrue(refused.getMessage().contains("must be finite"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file), "the checkpoint is as it was");
      }
    }
    try (TrainingLoop resumed = DrawnWorld.resume(file)) {
      assertTrue(resumed.steps() < 40);
      for (float weight : weights(resumed)) {
        assertTrue(Float.isFinite(weight));
      }
    }
  }

  @Test
  void aLargeBatchFindsNoiseEnough() {
    try (TrainingLoop loop = withBatch(90, 1e-3, 1).start()) {
      run(loop);
      assertEquals(1, loop.steps());
    }
  }

  @Test
  void fileThatHoldsNoRunIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("no.safetensors"), "not tensors at all");
    IOException error = assertThrows(IOException.class, () -> DrawnWorld.resume(file));
    assertTrue(error.getMessage().contains("no.safetensors"), error.getMessage());
    Path model = folder.resolve("model.safetensors");
    ModelFile.shipped().save(model);
    assertTrue(assertThrows(IOException.class, () -> DrawnWorld.resume(model)).getMessage().contains("model.safetensors"));
  }
}
