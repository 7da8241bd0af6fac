package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import texttovideo.text.WordTokenizer;
import texttovideo.train.TrainingConfig;
import texttovideo.video.Clip;
import texttovideo.video.ClipFit;
import texttovideo.video.ClipSource;
import texttovideo.video.GifWriter;
import texttovideo.video.PngFrames;
import texttovideo.world.OwnClips;

/** A folder of captioned clips as a dataset, and what is refused of one. */
class FolderDatasetTest {
  private static final Path FOLDER = Path.of("");

  @TempDir
  private Path temporary;

  private static FolderDataset load(Path folder, Path room) throws IOException {
    CaptionedFolder read = CaptionedFolder.read(folder);
    return FolderDataset.load(read, read.fit(null, 32, 10), room, done -> { });
  }

  @Test
  void clipsComeBackAsTheyAreWhateverTheirKind() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 12);
    try (FolderDataset data = load(folder, temporary)) {
      assertEquals(12, data.size());
      assertEquals(3, data.channels());
      for (int i = 0; i < 12; i++) {
        Clip real = ClipFolders.dot(i, i % 4, 6, 32);
        Clip read = data.clip(i);
        assertEquals(ClipFolders.CAPTIONS.get(i % 4), data.caption(i));
        if (i % 3 != 1) {
          assertEquals(real, read);
        } else {
          assertTrue(IntStream.range(0, 32 * 32).allMatch(p ->
              Math.abs(real.value(3, p / 32, p % 32, 1) - read.value(3, p / 32, p % 32, 1)) < 12));
        }
      }
      assertEquals(List.of("ein", "grüner", "punkt", "läuft", "links", "oben"), WordTokenizer.words(data.caption(0)));
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(folder), left.toList());
    }
  }

  @Test
  void whoAsksToStopWaitsForNoFurtherClip() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 60);
    CaptionedFolder read = CaptionedFolder.read(folder);
    Thread caller = Thread.currentThread();
    AtomicInteger decoded = new AtomicInteger();
    assertThrows(ClosedByInterruptException.class, () -> FolderDataset.load(read, read.fit(null, 32, 10), temporary, done -> {
      decoded.incrementAndGet();
      caller.interrupt();
    }));
    assertTrue(Thread.interrupted());
    assertTrue(decoded.get() < 30, decoded + " of 60");
  }

  @Test
  void greyClipsAreStoredAndTrainedInOneChannel() throws IOException {
    for (int i = 0; i < 3; i++) {
      PngFrames.write(ClipFolders.dot(i, false, true, 6, 32), temporary.resolve("clips/" + i));
    }
    Files.writeString(temporary.resolve("clips/index.csv"), "caption,clip,note\na dot,0,x\na dot,1,y\na dot,2,z\n");
    try (FolderDataset data = load(temporary.resolve("clips"), temporary)) {
      assertEquals(1, data.channels());
      assertEquals(3 * 6 * 32 * 32, data.bytes());
      assertEquals(ClipFolders.dot(1, false, true, 6, 32), data.clip(1));
    }
  }

  @Test
  void sizeAndLengthAreThoseOfMostClipsUpToALimit() throws IOException {
    PngFrames.write(ClipFolders.dot(0, true, true, 6, 100), temporary.resolve("a"));
    PngFrames.write(ClipFolders.dot(0, true, true, 8, 60), temporary.resolve("b"));
    GifWriter.write(ClipFolders.dot(0, true, true, 30, 128), temporary.resolve("c.gif"));
    Files.writeString(temporary.resolve("index.csv"), "clip,caption\na,up\nb,up\nc,up\n");
    CaptionedFolder folder = CaptionedFolder.read(temporary);
    ClipFit fit = folder.fit(null, null, 10);
    assertEquals(new ClipFit(8, 64, 10), fit);
    assertEquals("60x60 to 256x256 pixels, 6 to 30 frames; used: all brought to 64x64 pixels, 8 frames evenly spaced in time "
        + "(shorter clips show some twice)", folder.how(fit));
    assertEquals(new ClipFit(5, 32, 10), folder.fit(5, 32, 10));
  }

  @Test
  void splitOfTheListIsKept() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 8);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("index.csv"))) {
      lines.add(line + (lines.isEmpty() ? ",split" : lines.size() == 3 ? ",Held-out" : ",train"));
    }
    Files.write(folder.resolve("index.csv"), lines);
    try (FolderDataset data = load(folder, temporary)) {
      assertArrayEquals(new int[] {2}, data.rows(false));
      assertEquals(Split.TRAINING, data.split(3));
      assertNotEquals(Split.TRAINING, data.split(2));
      assertTrue(data.isHeard("ein GRÜNER punkt läuft rechts unten"));
    }
  }

  /** 20 captions of 4 x 5 words, 20 clips each: 2 captions go whole, and 2 clips of every other. */
  @Test
  void heldOutIsChosenByCaptionWhateverTheOrderOfRows() {
    List<CaptionedFolder.Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String caption = "the " + List.of("cat", "dog", "fox", "hen").get(i % 4) + " is moving " + List.of("up", "down", "left",
          "right", "on").get(i / 4 % 5);
      rows.add(row(i + ".gif", caption));
    }
    var heldOut = HeldOut.choose(rows, FOLDER);
    List<String> whole = rows.stream().map(CaptionedFolder.Row::caption).distinct().filter(caption -> rows.stream()
        .filter(row -> row.caption().equals(caption)).allMatch(row -> heldOut.contains(row.file()))).toList();
    assertEquals(2, whole.size(), whole::toString);
    assertEquals(2 * 20 + 18 * 2, heldOut.size());
    Collections.shuffle(rows, new Random(1));
    assertEquals(heldOut, HeldOut.choose(rows, FOLDER));
  }

  /** 100 clips of two colours, five captions each, that say the colour in other words: holding out a caption takes its clips from all. */
  @Test
  void clipsOfSeveralCaptionsAreHeldOutOnceAndNoWordWithThem() {
    List<CaptionedFolder.Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String colour = i % 2 == 0 ? "red" : "blue";
      for (String caption : List.of("the % ball", "a % ball", "one % ball", "% ball", "ball in %")) {
        rows.add(row("clips/" + i + ".gif", caption.replace("%", colour)));
      }
    }
    var heldOut = HeldOut.choose(rows, FOLDER);
    assertEquals(10, heldOut.size());
    assertEquals(10, rows.stream().filter(row -> !heldOut.contains(row.file())).map(CaptionedFolder.Row::caption).distinct().count());
    Collections.shuffle(rows, new Random(1));
    assertEquals(heldOut, HeldOut.choose(rows, FOLDER));
  }

  /** Four captions a clip, which share them with their neighbours: without a limit, two captions would take 16 clips. */
  @Test
  void atMostAFifthOfTheClipsGoesWithWholeCaptions() {
    List<CaptionedFolder.Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (int k = i; k < i + 4; k++) {
        rows.add(row(i + ".gif", List.of("cat", "dog", "fox", "hen").get(k % 4) + " " + "abcde".charAt(k % 5)));
      }
    }
    var heldOut = HeldOut.choose(rows, FOLDER);
    assertEquals(8, heldOut.size(), heldOut::toString);
  }

  /** Phones and programs that make a folder a clip name the clips alike. */
  @Test
  void clipsOfOneNameInSeveralFoldersAreSeveral() {
    List<CaptionedFolder.Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(row("s" + i + "/clip.gif", "it moves"));
    }
    assertEquals(2, HeldOut.choose(rows, FOLDER).size());
  }

  private static CaptionedFolder.Row row(String file, String caption) {
    return new CaptionedFolder.Row(2, FOLDER.resolve(file), new ClipSource.Header(32, 32, 6), caption, false);
  }

  /** A name whose accents are letters finds a file whose accents are signs of their own; a link to a listed clip is no other clip. */
  @Test
  void namesAreFoundHoweverAccentsAreWrittenAndLinksAreNoOtherClips() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("clips"));
    GifWriter.write(ClipFolders.dot(0, 0, 6, 32), folder.resolve("gro\u0308\u00dfe.gif"));
    Files.createSymbolicLink(folder.resolve("link.gif"), folder.resolve("gro\u0308\u00dfe.gif"));
    Files.writeString(folder.resolve("index.csv"), "clip,caption\ngr\u00f6\u00dfe,it moves\nlink,it moves on\n");
    CaptionedFolder read = CaptionedFolder.read(folder);
    assertEquals(2, read.rows().size());
    assertEquals(1, read.clips());
    assertEquals(0, read.unlisted());
  }

  @Test
  void noWordIsHeldOutEntirely() {
    List<CaptionedFolder.Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(row(i + ".gif", "word" + i));
    }
    assertTrue(HeldOut.choose(rows, FOLDER).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "'clip,text\n0,a'| has no column \"caption\"",
      "'name,caption\n0,a'| has no column \"clip\"",
      "'clip;text\n0;a'| no column \"caption\"; its columns are clip, text",
      "'clip,caption'| lists no clip",
      "'clip,caption\nBROKEN,a'| line 2: there is no clip \"BROKEN\"",
      "'clip,caption\nBROKEN,a'| there is \"broken.gif\"",
      "'clip,caption\nempty.gif,a'| there is \"empty\"",
      "'clip,caption\nsub\\0,a'| .mov; folders are parted by /",
      "'clip,caption\nvoid.mp4,a\nvoid.gif,b'| void.mp4 is not a whole MP4 file; line 3: ",
      "'clip,caption\n0,a\n0,  \n0,!?\n'| line 3: the caption is empty; line 4: the caption \"!?\" must have",
      "'clip,caption\n0,\n0,a\n0,  \n'| index.csv, lines 2, 4: the caption is empty",
      "'clip,caption\n1,\n2,a\n3,a\n4,a\n5,a\n6,a\n2,a'| no clip \"5\": no folder of that name, and no file with or without .gif, .mp4, .m4v, .mov; lines that are wrong too: 7",

      "'clip,caption,Caption\n0,a,b'| index.csv has two columns \"caption\"",
      "'clip,caption\nnowhere,a'| line 2: the clip \"nowhere\" is a link that leads nowhere",
      "'clip,caption\n,a'| line 2: no clip is named",
      "'clip,caption\n0,a\n7,b'| line 3: there is no clip \"7\"",
      "'clip,caption\nbroken,a'| line 2: the clip \"broken\" may be broken.gif or broken.mp4: name it with its ending",
      "'clip,caption\nfilm,a'| line 2: the clip \"film\" may be film or film.mp4: name it with its ending",
      "'clip,caption\n../0,a'| line 2: the clip \"../0\" lies outside the folder",
      "'clip,caption\n/etc/passwd,a'| lies outside the folder",
      "'clip,caption\nsub/../../x,a'| lies outside the folder",
      "'clip,caption\nlink,a'| line 2: the clip \"link\" is a link that leads out of the folder",
      "'clip,caption\nnotes.txt,a'| notes.txt is no clip that can be read",
      "'clip,caption\nempty,a'| holds no PNG frame",
      "'clip,caption\nbroken.mp4,a'| broken.mp4 is not a whole MP4 file",
      "'clip,caption\nbroken.gif,a'| broken.gif is not a",
      "'clip,caption,split\n0,a,perhaps'| line 2: split must be \"training\" or \"held out\", not \"perhaps\"",
      "'clip,caption,split\n0,a,training\n0,b,test'| line 3: the clip \"0\" is training in one row and held out in another",
      "'clip,caption\nleak,a'| line 2: the frame leak/frame-01.png is a link that leads out of the folder",
  })
  void faultsAreToldWithTheirRows(String index, String reason) throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 1);
    Files.writeString(folder.resolve("index.csv"), index);
    Files.writeString(folder.resolve("notes.txt"), "hello");
    Files.writeString(folder.resolve("broken.mp4"), "hello");
    Files.writeString(folder.resolve("broken.gif"), "hello");
    Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("film"));
    Files.createFile(folder.resolve("film.mp4"));
    Files.createFile(folder.resolve("void.mp4"));
    Files.createFile(folder.resolve("void.gif"));
    Files.createDirectories(temporary.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("link"), temporary.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("same"), Path.of("0.gif"));
    PngFrames.write(ClipFolders.dot(0, 0, 2, 32), folder.resolve("leak"));
    Files.move(folder.resolve("leak/frame-01.png"), temporary.resolve("outside/1.png"));
    Files.createSymbolicLink(folder.resolve("leak/frame-01.png"), temporary.resolve("outside/1.png"));
    Files.createSymbolicLink(folder.resolve("nowhere"), temporary.resolve("gone"));
    IOException error = assertThrows(IOException.class, () -> CaptionedFolder.read(folder));
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  /** Rows that were copied by accident are told and count once; two captions of one clip are meant. */
  @Test
  void rowThatSaysWhatOneBeforeItSaysCountsOnce() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 2);
    Files.createSymbolicLink(folder.resolve("same"), Path.of("0.gif"));
    Files.writeString(folder.resolve("index.csv"), "clip,caption\n0,a dot\n0,b\n1,a dot\n0.gif,A dot!\n./0.gif,a dot\nsame,b\n");
    CaptionedFolder read = CaptionedFolder.read(folder);
    assertEquals(List.of("a dot", "b", "a dot"), read.rows().stream().map(CaptionedFolder.Row::caption).toList());
    assertEquals(folder.resolve("index.csv") + ", line 5: the clip \"0.gif\" has this caption in line 2 already, so the row is "
        + "passed over; other lines that repeat one: 6, 7", read.repeated());
    Files.writeString(folder.resolve("index.csv"), "clip,caption\n0,a dot\n0,b\n1,a dot\n");
    assertEquals("", CaptionedFolder.read(folder).repeated());
    assertEquals(read.rows(), CaptionedFolder.read(folder).rows());
  }

  @Test
  void whatSpreadsheetsAndCamerasMakeIsRead() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 2);
    PngFrames.write(ClipFolders.dot(2, 2, 6, 32), folder.resolve("my clip"));
    Files.move(folder.resolve("1.mp4"), folder.resolve("IMG_1.MP4"));
    Files.writeString(folder.resolve("index.csv"), "\uFEFFClip , CAPTION,Split\r\n 0 ,\"a dot,\r\n\"\"up\"\"\",Train\r\n"
        + "IMG_1,نقطة سوداء,TRAINING\r\nmy clip,红点,Held Out\r\n");
    try (FolderDataset data = load(folder, temporary)) {
      assertEquals(List.of("a dot,\r\n\"up\"", "نقطة سوداء", "红点"), IntStream.range(0, 3).mapToObj(data::caption).toList());
      assertArrayEquals(new int[] {2}, data.rows(false));
    }
  }

  @Test
  void listInAnotherEncodingIsNamed() throws IOException {
    for (Charset encoding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)) {
      Files.writeString(temporary.resolve("index.csv"), "clip,caption\n0,grün\n", encoding);
      assertTrue(assertThrows(IOException.class, () -> CaptionedFolder.read(temporary)).getMessage()
          .contains("index.csv is not UTF-8 text"), encoding.name());
    }
  }

  @Test
  void clipsThatMayNotBeReadAreNamed() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 3);
    for (String clip : List.of("2", "1.mp4", "0.gif")) {           // the last one is told first
      Path denied = folder.resolve(clip).toRealPath();
      assumeTrue(denied.toFile().setReadable(false) && !Files.isReadable(denied), "whoever runs this may read everything");
      String said = assertThrows(IOException.class, () -> CaptionedFolder.read(folder)).getMessage();
      assertTrue(said.contains("access to " + denied + " is denied"), said);
    }
  }

  @Test
  void clipThatBreaksInItsMiddleIsToldBeforeAnythingIsTrained() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 12);
    byte[] film = Files.readAllBytes(folder.resolve("4.mp4"));
    Arrays.fill(film, 60, film.length / 2, (byte) 0xa5);           // its list of frames is whole, the frames are not
    Files.write(folder.resolve("4.mp4"), film);
    Files.write(folder.resolve("5/frame-03.png"), new byte[] {1, 2, 3});
    IOException error = assertThrows(IOException.class, () -> load(folder, temporary));
    assertTrue(error.getMessage().matches(".*, line 6: .*4.mp4 is not .*; line 7: .*frame-03.png is not a whole PNG picture"),
        error.getMessage());
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(folder), left.toList());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void decodedClipsLeaveNothingWhateverEndsTheProcess() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 4);
    try (FolderDataset data = load(folder, temporary); Stream<Path> left = Files.list(temporary)) {
      assertEquals(4, data.size());
      assertEquals(List.of(folder), left.toList());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void listWithoutAnEndIsRefused() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("clips"));
    Files.createSymbolicLink(folder.resolve("index.csv"), Path.of("/dev/zero"));
    IOException error = assertThrows(IOException.class, () -> CaptionedFolder.read(folder));
    assertTrue(error.getMessage().endsWith("index.csv is no file"), error.getMessage());
  }

  @Test
  void trialSaysHowLongAWholeRunTakes() throws IOException {
    try (FolderDataset data = load(ClipFolders.write(temporary.resolve("clips"), 8), temporary)) {
      assertTrue(new OwnClips(OwnClips.settings(TrainingConfig.Mode.TOUR), data).estimate().seconds() > 0);
    }
  }

  @Test
  void stoppedTrialSaysNothingOfTime() throws IOException {
    try (FolderDataset data = load(ClipFolders.write(temporary.resolve("clips"), 8), temporary)) {
      Thread.currentThread().interrupt();
      assertEquals(0, new OwnClips(OwnClips.settings(TrainingConfig.Mode.TOUR), data).estimate().seconds());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void summarySaysThatNoCaptionIsHeldOutAndThatSignsAreNotRead() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 4);
    Files.writeString(folder.resolve("index.csv"), """
        clip,caption,split
        0,🐱 links,training
        1,links,held out
        2,🐶 links,training
        """);
    try (FolderDataset data = load(folder, temporary)) {
      String text = String.join("\n", new FolderSummary(data).warnings());
      assertTrue(text.contains("no caption is held out, so whether the model can combine words anew"), text);
      assertTrue(text.contains("2 captions hold signs that are not read, only letters and digits are: \"🐱 links\" is \"links\""),
          text);
    }
  }

  @Test
  void summarySaysWhatIsTooLittle() throws IOException {
    Path folder = ClipFolders.write(temporary.resolve("clips"), 8);
    Files.writeString(folder.resolve("index.csv"), Files.readString(folder.resolve("index.csv")) + "0,ein Unikum\n");
    GifWriter.write(ClipFolders.dot(0, 0, 6, 32), folder.resolve("forgotten.gif"));
    GifWriter.write(ClipFolders.dot(0, 0, 1, 32), folder.resolve("0.gif"));
    try (FolderDataset data = load(folder, temporary)) {
      FolderSummary summary = new FolderSummary(data);
      String text = String.join("\n", summary.warnings());
      assertTrue(text.contains("8 training clips are few"), text);
      assertTrue(text.contains("1 of 5 captions has one training clip only"), text);
      assertTrue(text.contains("unikum (1)"), text);
      assertTrue(text.contains("1 clip has a single frame: nothing moves in it"), text);
      assertTrue(text.contains("1 word stands in 2 training clips or fewer"), text);
      assertTrue(text.contains("no clip is held out, so evaluate will refuse"), text);
      assertFalse(text.contains("no caption is held out") || text.contains("signs"), text);
      assertTrue(summary.lines().get(0).startsWith("8 clips in 9 rows, 5 captions, 10 words"), summary.lines()::toString);
      assertEquals(1, data.folder().unlisted());
      assertFalse(summary.rareWords().contains("punkt (8)"));
    }
  }
}
