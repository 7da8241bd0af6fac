package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;
import texttovideo.text.Prompt;

class ManifestTest {
  private static final Manifest MANIFEST = Manifest.synthesize(10_000, 1);

  @TempDir
  private Path folder;

  @Test
  void tenThousandRowsAreTenThousandDifferentClips() {
    assertEquals(10_000, IntStream.range(0, 10_000).parallel().mapToObj(MANIFEST::clip)
        .map(clip -> clip.frames().stream().map(Arrays::hashCode).toList()).distinct().count());
  }

  @Test
  void everyPromptIsInTheTable() {
    assertEquals(Prompt.all().size(), IntStream.range(0, 10_000).mapToObj(MANIFEST::prompt).distinct().count());
  }

  @Test
  void theRowsOfASeedAreFrozen() {
    assertEquals(List.of("clip,seed,split,prompt,shape,colour,size,motion,x,y",
        "0,1435946116647492902,training,a small blue triangle moving right,triangle,blue,small,right,21.692,30.132",
        "1,7160773060714154111,training,a large green circle moving down-left,circle,green,large,down_left,34.538,24.008"),
        saved().subList(0, 3));
    assertEquals(-105176192, saved().hashCode());       // a String's and a List's hash code are the same everywhere
  }

  @Test
  void rowDependsOnTheSeedAndItsNumberOnly() {
    assertEquals(MANIFEST.scene(41), Manifest.synthesize(42, 1).scene(41));
    assertNotEquals(MANIFEST.scene(41), Manifest.synthesize(42, 2).scene(41));
  }

  @Test
  void seedsOfRowsAreNotWhatTheSameSeedDrawsElsewhere() {
    SplittableRandom elsewhere = new SplittableRandom(1);
    List<Long> drawn = IntStream.range(0, 10_000).mapToObj(i -> elsewhere.nextLong()).toList();
    assertTrue(MANIFEST.table().longColumn("seed").asList().stream().noneMatch(drawn.subList(0, 100)::contains));
  }

  @Test
  void everyClipIsDrawnAgainToThePixelFromTheSavedTable() throws IOException {
    Path file = folder.resolve("clips.csv");
    MANIFEST.save(file);
    Manifest loaded = Manifest.load(file);
    assertEquals(10_000, loaded.size());
    for (int row = 0; row < 10_000; row += 97) {
      assertEquals(MANIFEST.scene(row), loaded.scene(row));
      assertEquals(MANIFEST.clip(row), loaded.clip(row));
    }
  }

  @Test
  void everyRowIsInTheSplitOfItsPrompt() {
    Table table = MANIFEST.table();
    for (Split split : Split.values()) {
      for (int row : MANIFEST.rows(split)) {
        assertEquals(split, Split.of(MANIFEST.prompt(row)));
        assertEquals(split.label(), table.getString(row, "split"));
      }
    }
    assertEquals(10_000, Arrays.stream(Split.values()).mapToInt(s -> MANIFEST.rows(s).length).sum());
  }

  @Test
  void theTableIsACopy() {
    MANIFEST.table().longColumn("seed").set(0, 0L);
    assertFalse(MANIFEST.table().longColumn("seed").get(0) == 0);
  }

  /** Row 2 of a table of 5 with another text in one cell. */
  @ParameterizedTest
  @CsvSource({"clip, 7", "clip, two", "seed, seven", "seed, 1e18", "seed, 7.0", "seed, 9223372036854775808", "seed, ''",
      "split, validation", "split, ''", "prompt, a large red cat moving up", "prompt, a circle moving up", "prompt, ''",
      "shape, Circle", "colour, pink", "colour, ''", "size, tiny", "motion, moving", "x, ''", "x, NaN", "x, Infinity",
      "x, -1", "y, 63.9", "y, north"})
  void whatDoesNotFitIsNamedByRowAndColumn(String column, String text) throws IOException {
    Manifest.synthesize(5, 1).save(folder.resolve("clips.csv"));
    List<String> lines = Files.readAllLines(folder.resolve("clips.csv"));
    String[] cells = lines.get(3).split(",");
    cells[List.of(lines.get(0).split(",")).indexOf(column)] = text;
    lines.set(3, String.join(",", cells));
    String message = refused(String.join("\n", lines));
    assertTrue(message.contains("in row 2, \"" + column + "\" must be "), message);
    assertTrue(message.contains("not \"" + text + "\""), message);
  }

  @Test
  void aPromptThatItsColumnsDoNotSayIsRefused() throws IOException {
    String line = "0,1,training,a large purple triangle moving up,triangle,red,large,up,32.0,45.0";
    String message = refused("clip,seed,split,prompt,shape,colour,size,motion,x,y\n" + line + "\n");
    assertTrue(message.contains("\"split\" must be \"unseen combination\""), message);
    message = refused("clip,seed,split,prompt,shape,colour,size,motion,x,y\n"
        + line.replace("training", "unseen combination"));
    assertTrue(message.contains("\"colour\" must be \"purple\""), message);
  }

  @Test
  void theSameClipInTwoRowsIsRefused() throws IOException {
    Manifest.synthesize(5, 1).save(folder.resolve("clips.csv"));
    List<String> lines = Files.readAllLines(folder.resolve("clips.csv"));
    lines.set(4, lines.get(2).replaceFirst("1", "3"));
    String message = refused(String.join("\n", lines));
    assertTrue(message.contains("row 3 draws the same clip as row 1"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2\n", "clip\n1\n", "", "clip,seed,split,prompt,shape,colour,size,motion,x,y\n",
      "clip,seed,split,prompt,shape,colour,size,motion,x,y\n0,1\n",
      "clip,seed,split,prompt,shape,colour,size,motion,x,y,z\n0,1,2,3,4,5,6,7,8,9,10\n"})
  void fileThatIsNoManifestIsRefusedByName(String text) throws IOException {
    String message = refused(text);
    assertTrue(message.contains("clips.csv is no manifest of clips: "), message);
    assertFalse(message.contains("null"), message);
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path file = Files.write(folder.resolve("clips.csv"), "clip,größe\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Manifest.load(file)).getMessage().contains("UTF-8"));
  }

  @Test
  void dataSetOfNoClipsIsRefused() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Manifest.synthesize(0, 1)).getMessage().contains("0"));
  }

  private String refused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("clips.csv"), text);
    return assertThrows(IllegalArgumentException.class, () -> Manifest.load(file)).getMessage();
  }

  private List<String> saved() {
    Path file = folder.resolve("frozen.csv");
    try {
      MANIFEST.save(file);
      return Files.readAllLines(file);
    } catch (IOException error) {
      throw new AssertionError(error);
    }
  }
}
