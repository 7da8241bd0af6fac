package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.model.Floats;
import texttovideo.model.ModelFile;

class TrainerTest {
  private static final TrainingConfig CONFIG = TrainingConfig.quick().withSteps(4);

  @TempDir
  private Path folder;

  private static float[] weights(Trainer trainer) {
    return Floats.of(trainer.generator().values());
  }

  private static void run(Trainer trainer) {
    trainer.run(generator -> 0.5, entry -> { });
  }

  @Test
  void sameSeedGivesTheSameWeightsToTheBit() {
    try (Trainer one = new Trainer(CONFIG); Trainer two = new Trainer(CONFIG)) {
      run(one);
      run(two);
      assertArrayEquals(weights(one), weights(two));
    }
  }

  @Test
  void oneCoreGivesTheSameWeightsAsTwo() {
    try (Trainer one = new Trainer(CONFIG, 1); Trainer two = new Trainer(CONFIG, 2)) {
      run(one);
      run(two);
      assertArrayEquals(weights(one), weights(two));
    }
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    try (Trainer one = new Trainer(CONFIG); Trainer two = new Trainer(CONFIG.withSeed(2))) {
      run(one);
      run(two);
      assertFalse(Arrays.equals(weights(one), weights(two)));
    }
  }

  @Test
  void everyParameterOfTheGeneratorLearns() {
    try (Trainer trainer = new Trainer(CONFIG)) {
      Map<String, float[]> before = new HashMap<>();
      trainer.generator().tensors().forEach((name, tensor) -> before.put(name, tensor.values()));
      run(trainer);
      trainer.generator().tensors().forEach((name, tensor) ->
          assertFalse(Arrays.equals(before.get(name), tensor.values()), name));
    }
  }

  @Test
  void theGeneratorLearnsNothingFromADiscriminatorThatIsLeftOut() {
    try (Trainer whole = new Trainer(CONFIG); Trainer trainer = new Trainer(CONFIG.without(Ablation.PAIR_DISCRIMINATOR))) {
      float[] before = trainer.generator().tensors().get("motion.turn").values();
      run(whole);
      run(trainer);
      // The discriminator of whole clips does not get to turn things in so short a run.
      assertArrayEquals(before, trainer.generator().tensors().get("motion.turn").values());
      assertFalse(Arrays.equals(before, whole.generator().tensors().get("motion.turn").values()), "with both, it turns");
    }
  }

  @Test
  void interruptionKeepsWhatWasLearntAndResumingGivesTheSameWeights() throws IOException {
    Path file = folder.resolve("run.safetensors");
    try (Trainer whole = new Trainer(CONFIG); Trainer stopped = new Trainer(CONFIG)) {
      run(whole);
      stopped.run(generator -> 0, entry -> {
        if (entry.step() == 2) {
          Thread.currentThread().interrupt();
        }
      });
      assertTrue(Thread.interrupted());
      assertEquals(2, stopped.steps());
      stopped.save(file);
      try (Trainer resumed = Trainer.resume(file)) {
        run(resumed);
        assertEquals(4, resumed.log().entries().size());
        assertArrayEquals(weights(whole), weights(resumed));
      }
    }
  }

  @Test
  void runsThatOverlapTakeTurns() {
    try (Trainer trainer = new Trainer(CONFIG)) {
      Thread first = new Thread(() -> run(trainer));
      first.start();
      run(trainer);
      assertEquals(List.of(1, 2, 3, 4), trainer.log().entries().stream().map(TrainingLog.Entry::step).toList());
    }
  }

  @Test
  void logHoldsEveryStepAndItsMeasurements() {
    try (Trainer trainer = new Trainer(CONFIG)) {
      run(trainer);
      assertEquals(4, trainer.log().table().rowCount());
      assertEquals(0.5, trainer.log().entries().get(3).fidelity());
      assertTrue(Double.isNaN(trainer.log().entries().get(1).fidelity()));
    }
  }

  @Test
  void trainedModelSurvivesItsFile() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (Trainer trainer = new Trainer(CONFIG)) {
      run(trainer);
      trainer.model(Map.of("note", "a test")).save(file);
      ModelFile loaded = ModelFile.load(file);
      assertArrayEquals(weights(trainer), Floats.of(loaded.generator().values()));
      assertEquals("a test", loaded.card().get("note"));
      assertEquals(trainer.vocabulary().words(), loaded.vocabulary().words());
    }
  }

  @Test
  void fileThatHoldsNoRunIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("no.safetensors"), "not tensors at all");
    IOException error = assertThrows(IOException.class, () -> Trainer.resume(file));
    assertTrue(error.getMessage().contains("no.safetensors"), error.getMessage());
  }
}
