package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import texttovideo.data.ClipFolders;
import texttovideo.model.ModelFile;
import texttovideo.train.TrainingLoop;
import texttovideo.world.DrawnWorld;
import texttovideo.train.TrainingConfig;

class TrainTest {
  @TempDir
  private Path folder;
  private Path model;
  private Path kept;

  @BeforeEach
  void nameFiles() {
    model = folder.resolve("m.safetensors");
    kept = folder.resolve("m.checkpoint.safetensors");
  }

  @AfterEach
  void forgetInterruption() {
    Thread.interrupted();
  }

  @Test
  void trainedModelCarriesItsSettingsAndItsAccuracy() throws IOException {
    Path log = folder.resolve("log.csv");
    String said = CommandRun.of("train", "--mode", "quick", "--steps", 2, "--seed", 3, "--out", model, "--log", log)
        .succeeds().out();
    assertTrue(said.contains(" by split") && said.contains("2 steps"), said);
    var card = ModelFile.load(model).card();
    assertTrue(card.get("prompt accuracy by split").startsWith("split,clips,"), card.toString());
    assertTrue(card.get("training").contains("\"seed\":3"), card.toString());
    assertEquals("2", card.get("steps"));
    assertEquals(3, Files.readAllLines(log).size());
    assertFalse(Files.exists(kept));
  }

  @Test
  void interruptedRunIsKeptAndResumedToTheSameWeights() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    CommandRun.of("train", "--mode", "quick", "--steps", 2, "--out", whole).succeeds();
    Thread.currentThread().interrupt();
    CommandRun stopped = CommandRun.of("train", "--mode", "quick", "--steps", 2, "--out", model);
    assertEquals(130, stopped.code(), stopped.err());
    assertTrue(stopped.out().contains(kept.toString()), stopped.out());
    assertFalse(Files.exists(model));
    CommandRun.of("train", "--resume", kept, "--out", model).succeeds();
    assertTrue(Files.exists(kept));
    assertEquals(CommandRun.weights(whole), CommandRun.weights(model));
  }

  @Test
  void checkpointThatIsNamedIsWrittenAtMeasurements() throws IOException {
    Path named = folder.resolve("named.safetensors");
    CommandRun.of("train", "--mode", "quick", "--steps", 1, "--out", model, "--checkpoint", named).succeeds();
    assertTrue(Files.size(named) > Files.size(model));
  }

  @Test
  void runThatWasStoppedIsNotLostToANewOne() throws IOException {
    Files.writeString(kept, "12345678{a run of hours}");
    String said = CommandRun.of("train", "--mode", "quick", "--steps", 1, "--out", model).failsInOneLine(1).err();
    assertTrue(said.contains("--resume"), said);
    assertEquals("12345678{a run of hours}", Files.readString(kept));
  }

  /** Of which the checkpoint's name beside it would be too long. */
  @Test
  void modelMayHaveTheLongestNameThereIs() throws IOException {
    Path longest = folder.resolve("n".repeat(243) + ".safetensors");
    String said = CommandRun.of("train", "--mode", "quick", "--steps", 1, "--out", longest).failsInOneLine(1).err();
    assertTrue(said.contains("; --checkpoint names another place"), said);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    CommandRun.of("train", "--mode", "quick", "--steps", 1, "--out", longest, "--checkpoint", kept).succeeds();
    assertTrue(Files.size(longest) > 0);
  }

  @Test
  void checkpointThatCannotBeWrittenIsToldAndTheRunGoesOn() throws IOException {
    StringWriter err = new StringWriter();
    try (TrainingLoop trainer = quick()) {
      Path gone = folder.resolve("gone/checkpoint.safetensors");
      Files.writeString(folder.resolve("gone"), "a file where the folder was");
      KeptRun kept = new KeptRun(trainer, gone, new PrintWriter(err, true), "train");
      kept.update(true);
      assertTrue(err.toString().startsWith("warning: ") && err.toString().contains("training goes on"), err.toString());
      assertEquals("nothing of this run was kept yet", kept.howToGoOn(model));
      String said = kept.howToGoOnFromHere(model);
      Path elsewhere = Path.of(said.replaceFirst(".* --resume (.*) --out .*", "$1"));
      assertTrue(elsewhere.startsWith(System.getProperty("java.io.tmpdir")) && Files.size(elsewhere) > 0, said);
      Files.delete(elsewhere);
      Files.delete(folder.resolve("gone"));
      kept.update(true);
      assertTrue(kept.howToGoOn(model).contains("train --resume " + gone), kept.howToGoOn(model));
      assertTrue(Files.exists(gone));
      kept.remove();
      assertFalse(Files.exists(gone));
    }
  }

  @Test
  void secondRunOnTheSameFilesIsRefused() throws IOException {
    for (Path written : List.of(model, kept)) {
      try (RunLock other = new RunLock(written)) {
        String said = CommandRun.of("train", "--mode", "quick", "--steps", 1, "--out", model).failsInOneLine(1).err();
        assertTrue(said.contains(written + ": another run"), said);
      }
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void clipsOfOnesOwnAreNoOutput() throws IOException {
    Path clips = ClipFolders.write(folder.resolve("clips"), 4);
    for (String name : List.of("0.gif", "1.mp4", "2/frame-00.png", "dog.GIF", "index.csv")) {
      CommandRun.of("train", "--clips", clips, "--mode", "quick", "--out", clips.resolve(name)).failsInOneLine(2);
      CommandRun.of("train", "--clips", clips, "--mode", "quick", "--out", model, "--log", clips.resolve(name))
          .failsInOneLine(2);
    }
  }

  private static TrainingLoop quick() {
    DrawnWorld world = DrawnWorld.of(TrainingConfig.Mode.QUICK);
    return world.with(world.training().withSteps(1)).start();
  }

  private static long seed(TrainingConfig.Mode mode) {
    return DrawnWorld.of(mode).training().seed();
  }

  @Test
  void onePathTwiceIsRefused() throws IOException {
    CommandRun.of("train", "--mode", "quick", "--out", model, "--log", model).failsInOneLine(2);
    CommandRun.of("train", "--mode", "quick", "--out", model, "--log", kept).failsInOneLine(2);
    CommandRun.of("train", "--mode", "quick", "--out", model, "--checkpoint", model).failsInOneLine(2);
    CommandRun.of("train", "--resume", kept, "--out", kept).failsInOneLine(2);
    Path link = Files.createSymbolicLink(folder.resolve("link"), model);
    CommandRun.of("train", "--mode", "quick", "--out", model, "--log", link).failsInOneLine(2);
  }

  @Test
  void helpNamesTheSeedOfEveryMode() {
    String help = CommandRun.of("train", "--help").succeeds().out().replaceAll("\\s+", " ");
    for (TrainingConfig.Mode mode : TrainingConfig.Mode.values()) {
      assertTrue(help.contains("every random choice (default: " + seed(mode) + ")"), help);
    }
  }

  @Test
  void settingsThatCannotWorkAreNamed() {
    assertTrue(CommandRun.of("train", "--mode", "fast", "--out", model).failsInOneLine(2).err().contains("\"fast\""));
    CommandRun.of("train", "--mode", "quick", "--steps", 0, "--out", model).failsInOneLine(2);
    assertTrue(CommandRun.of("train", "--mode", "quick", "--without", "hands", "--out", model).failsInOneLine(2).err()
        .contains("PAIR_DISCRIMINATOR"));
    CommandRun.of("train", "--resume", kept, "--mode", "quick", "--out", model).failsInOneLine(2);
    CommandRun.of("train", "--out", model).failsInOneLine(2);
  }

  @Test
  void placeThatTakesNoFileIsRefusedBeforeTraining() {
    assertTrue(CommandRun.of("train", "--mode", "full", "--out", folder).failsInOneLine(1).err()
        .contains(folder.toString()));
  }

  @Test
  void fileThatHoldsNoRunIsNamed() throws IOException {
    Files.writeString(kept, "no run");
    assertTrue(CommandRun.of("train", "--resume", kept, "--out", model).failsInOneLine(1).err()
        .contains(kept.toString()));
  }
}
