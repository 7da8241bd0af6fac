package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Clips of every kind, read from disk and brought to one length and size. */
class ClipSourceTest {
  @TempDir
  private Path folder;

  /** A square that moves to the right over white, of one colour. */
  private static Clip square(int frames, int height, int width, int rgb) {
    List<byte[]> all = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      byte[] frame = new byte[3 * height * width];
      Arrays.fill(frame, (byte) 255);
      for (int y = height / 4; y < height / 2; y++) {
        for (int x = 4 * f; x < Math.min(width, 4 * f + height / 4); x++) {
          for (int c = 0; c < 3; c++) {
            frame[3 * (y * width + x) + c] = (byte) (rgb >> (16 - 8 * c));
          }
        }
      }
      all.add(frame);
    }
    return new Clip(all, height, width, 10);
  }

  private Clip read(Path file, int frames, int pixels) throws IOException {
    return new ClipFit(frames, pixels, 10).read(ClipSource.of(file));
  }

  @Test
  void gifAndFramesGiveBackEveryPixel() throws IOException {
    Clip clip = square(6, 32, 32, 0x2050a0);
    GifWriter.write(clip, folder.resolve("a.gif"));
    PngFrames.write(clip, folder.resolve("a"));
    assertEquals(new ClipSource.Header(256, 256, 6), ClipSource.of(folder.resolve("a.gif")).header());
    assertEquals(clip, read(folder.resolve("a.gif"), 6, 32));
    assertEquals(clip, read(folder.resolve("a"), 6, 32));
  }

  @Test
  void filmKeepsItsColours() throws IOException {
    Clip clip = square(5, 64, 64, 0xd02040);
    Mp4Writer.write(clip, folder.resolve("a.mp4"));
    assertEquals(new ClipSource.Header(256, 256, 5), ClipSource.of(folder.resolve("a.mp4")).header());
    Clip read = read(folder.resolve("a.mp4"), 5, 64);
    for (int f = 0; f < 5; f++) {
      for (int c = 0; c < 3; c++) {
        assertEquals(clip.value(f, 24, 4 * f + 8, c), read.value(f, 24, 4 * f + 8, c), 6);
        assertEquals(255, read.value(f, 60, 60, c), 3);
      }
    }
  }

  @Test
  void widerClipShowsItsMiddleAndLongerOnesAreThinnedEvenly() throws IOException {
    PngFrames.write(square(9, 32, 64, 0), folder.resolve("wide"));
    Clip read = read(folder.resolve("wide"), 5, 32);
    assertEquals(5, read.length());
    assertEquals(0, read.value(2, 12, 1, 0));        // frame 4: from 16 to 23 of 64, 0 to 7 of the middle
    assertEquals(255, read.value(0, 12, 1, 0));
    assertEquals(0, read.value(4, 12, 17, 0));       // frame 8, the last
  }

  @Test
  void shorterClipShowsFramesAgain() throws IOException {
    Clip clip = square(3, 32, 32, 0);
    PngFrames.write(clip, folder.resolve("short"));
    Clip read = read(folder.resolve("short"), 5, 32);
    assertArrayEquals(clip.frames().get(0), read.frames().get(0));
    assertArrayEquals(clip.frames().get(2), read.frames().get(4));
  }

  @Test
  void reducedPixelIsTheMeanOfWhatItCovers() {
    byte[] rgb = new byte[3 * 9];
    for (int p = 0; p < 9; p++) {
      Arrays.fill(rgb, 3 * p, 3 * p + 3, (byte) (20 * p));
    }
    byte[] two = new ClipFit(1, 2, 10).square(rgb, 3, 3);
    // Its corner covers a whole pixel, two halves and a quarter of the middle: (0 + 10 + 30 + 20) / 2.25
    assertEquals(Math.round(60 / 2.25), two[0]);
    byte[] same = new ClipFit(1, 3, 10).square(rgb, 3, 3);
    assertArrayEquals(rgb, same);
    byte[] large = new ClipFit(1, 6, 10).square(rgb, 3, 3);
    assertEquals(0, large[0]);
    assertEquals((byte) 160, large[large.length - 1]);
  }

  @Test
  void framesAreTakenByTheirNumbers() throws IOException {
    Clip clip = square(11, 32, 32, 0);
    Path frames = Files.createDirectories(folder.resolve("numbers"));
    for (int f = 0; f < 11; f++) {
      Files.write(frames.resolve("shot" + (f + 1) + ".png"), PngFrames.png(clip.image(f)));
    }
    assertEquals(clip, read(frames, 11, 32));
    Files.delete(frames.resolve("shot4.png"));
    IOException error = assertThrows(IOException.class, () -> read(frames, 11, 32));
    assertTrue(error.getMessage().contains("shot3.png and shot5.png"), error.getMessage());
  }

  /** Passed over, they would make the clip shorter. */
  @Test
  void framesOfAnotherKindAreNamed() throws IOException {
    Path frames = folder.resolve("a");
    PngFrames.write(square(3, 32, 32, 0), frames);
    Files.writeString(frames.resolve("notes1.txt"), "a note is no frame");
    Files.writeString(frames.resolve("cover.jpg"), "nor is a picture without a number");
    assertEquals(3, ClipSource.of(frames).header().frames());
    for (String name : List.of("frame-03.jpg", "3.WEBP", "frame-03.tiff")) {
      Path other = Files.writeString(frames.resolve(name), "a picture");
      IOException error = assertThrows(IOException.class, () -> read(frames, 3, 32));
      assertTrue(error.getMessage().endsWith("a frame is of another kind than PNG: " + name + "; save all of them as PNG"),
          error.getMessage());
      Files.delete(other);
    }
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Mp4Writer.write(square(5, 64, 64, 0), folder.resolve("a.mp4"));
    byte[] film = Files.readAllBytes(folder.resolve("a.mp4"));
    Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(film, film.length / 2));
    Files.writeString(folder.resolve("text.mp4"), "no film");
    Files.write(folder.resolve("empty.mov"), new byte[0]);
    byte[] gif = GifWriter.bytes(square(5, 32, 32, 0));
    Files.write(folder.resolve("cut.gif"), Arrays.copyOf(gif, gif.length / 2));
    Files.writeString(folder.resolve("text.gif"), "no picture");
    Files.createDirectories(folder.resolve("none"));
    Files.writeString(folder.resolve("a.avi"), "RIFF");
    for (String name : List.of("cut.mp4", "text.mp4", "empty.mov", "cut.gif", "text.gif", "none", "a.avi")) {
      IOException error = assertThrows(IOException.class, () -> read(folder.resolve(name), 5, 32), name);
      assertTrue(error.getMessage().contains(name), error.getMessage());
    }
  }

  /** {@code src/test/resources} says how they were made. */
  private Path film(String name) throws IOException {
    try (InputStream film = ClipSourceTest.class.getResourceAsStream(name)) {
      Path file = folder.resolve(name);
      Files.copy(film, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    }
  }

  /** A film that was cut without being coded anew stores what lies before the cut, too. */
  @Test
  void ofAFilmThatWasCutOnlyWhatIsShownIsRead() throws IOException {
    ClipSource cut = ClipSource.of(film("cut.mp4"));
    assertEquals(new ClipSource.Header(32, 32, 5), cut.header());
    Clip whole = read(film("whole.mp4"), 8, 32);
    assertEquals(new Clip(whole.frames().subList(3, 8), 32, 32, 10), new ClipFit(5, 32, 10).read(cut));
  }

  @Test
  void listOfCutsThatWouldBeReadWronglyIsRefused() throws IOException {
    Path file = film("cut.mp4");
    byte[] film = Files.readAllBytes(file);
    film[new String(film, StandardCharsets.ISO_8859_1).indexOf("elst") + 4] = 1;         // version 1: numbers of 64 bits
    Files.write(file, film);
    IOException error = assertThrows(IOException.class, () -> ClipSource.of(file).header());
    assertTrue(error.getMessage().contains("the list of cuts of " + file + " is of a form that cannot be read; convert it"),
        error.getMessage());
  }

  @Test
  void filmThatIsShownInAnotherWayThanItIsStoredIsRefusedWithTheWayOut() throws IOException {
    Map<String, String> reasons = Map.of("mirrored.mp4", "is shown mirrored", "slanted.mp4", "turned by no quarter",
        "sar.mp4", "are not square; convert it", "hdr.mp4", "are those of HDR", "full-size.mp4", "has colours at full size",
        "avc3.mp4", "may say among its frames how they are coded (avc3); convert it");
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      ClipSource source = ClipSource.of(film(reason.getKey()));
      IOException error = assertThrows(IOException.class, source::header, reason.getKey());
      assertTrue(error.getMessage().contains(reason.getKey()) && error.getMessage().contains(reason.getValue()),
          error.getMessage());
    }
  }

  /** A film of 1920x1080 that was made 100x56 has pixels of 224:225. */
  @Test
  void pixelsThatAreNearlySquareAreRead() throws IOException {
    assertEquals(new ClipSource.Header(32, 32, 8), ClipSource.of(film("nearly.mp4")).header());
  }

  /** JCodec 0.2.5 gets blocks of such frames wrong, by up to 255 of 255. */
  @Test
  void filmThatWouldBeDecodedWronglyIsRefusedWithTheWayOut() throws IOException {
    for (String name : List.of("temporal.mp4", "fastest.mp4", "matrices.mp4", "whole-matrices.mp4")) {
      IOException error = assertThrows(IOException.class, () -> read(film(name), 8, 32), name);
      assertTrue(error.getMessage().contains(name + " is coded in a way that would be decoded wrongly"), error.getMessage());
    }
    assertEquals(8, read(film("whole.mp4"), 8, 32).length(), "frames between others that are predicted in space");
  }

  /** A film put together of several that were coded differently brings the settings of its parts among the frames. */
  @Test
  void filmThatChangesItsSizeOrColoursOnTheWayIsRefusedWithTheWayOut() throws IOException {
    for (String name : List.of("whole-full.mp4", "whole-narrow.mp4")) {
      IOException error = assertThrows(IOException.class, () -> read(film(name), 8, 32), name);
      assertTrue(error.getMessage().contains(name + " changes its size or the form of its colours on the way; convert it"),
          error.getMessage());
    }
  }

  /** Two descriptions of how the frames are coded, of which JCodec takes the first for all. */
  @Test
  void filmThatIsDescribedTwiceIsRefused() throws IOException {
    byte[] film = Files.readAllBytes(film("whole.mp4"));
    int entry = new String(film, StandardCharsets.ISO_8859_1).indexOf("avc1", film.length / 2) - 4;
    int length = ByteBuffer.wrap(film).getInt(entry);
    ByteBuffer twice = ByteBuffer.allocate(film.length + length).put(film, 0, entry + length).put(film, entry, length)
        .put(film, entry + length, film.length - entry - length);
    for (String box : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd")) {
      int at = new String(film, StandardCharsets.ISO_8859_1).indexOf(box) - 4;
      twice.putInt(at, twice.getInt(at) + length);
      if (box.equals("stsd")) {
        twice.putInt(at + 12, 2);
      }
    }
    Path file = folder.resolve("twice.mp4");
    Files.write(file, twice.array());
    IOException error = assertThrows(IOException.class, () -> ClipSource.of(file).header());
    assertTrue(error.getMessage().contains(file + " is coded in 2 ways; convert it"), error.getMessage());
  }

  /** A file whose tables were lost, or say that there is nothing. */
  @Test
  void filmWithoutFramesOrWithTablesCutOffIsNamed() throws IOException {
    byte[] film = Files.readAllBytes(film("whole.mp4"));
    Path file = folder.resolve("broken.mp4");
    for (String table : List.of("stts", "stsz", "stsc", "stco", "ctts", "stsd", "avcC")) {
      int at = new String(film, StandardCharsets.ISO_8859_1).indexOf(table);
      byte[] without = film.clone();
      without[at] = 'x';                         // a box of a kind that nobody knows is passed over
      byte[] empty = film.clone();
      Arrays.fill(empty, at + 8, at + ByteBuffer.wrap(film).getInt(at - 4) - 4, (byte) 0);
      byte[] huge = film.clone();
      ByteBuffer.wrap(huge).putInt(at + 8, 0x7fffffff);      // the number of entries, of most of them
      for (byte[] broken : List.of(without, empty, huge)) {
        Files.write(file, broken);
        try {
          assertEquals(32, read(file, 4, 32).height(), "what is not needed may be missing");
        } catch (IOException error) {
          assertTrue(error.getMessage().contains("broken.mp4"), table + ": " + error.getMessage());
        }
      }
    }
    for (int length = 0; length < film.length; length += 97) {
      Files.write(file, Arrays.copyOf(film, length));
      IOException error = assertThrows(IOException.class, () -> read(file, 4, 32));
      assertTrue(error.getMessage().contains("broken.mp4"), error.getMessage());
    }
  }

  @Test
  void gifWithoutFramesIsNamed() throws IOException {
    byte[] gif = GifWriter.bytes(square(5, 32, 32, 0), 1);
    int screen = 13 + 3 * (2 << (gif[10] & 7));
    byte[] none = Arrays.copyOf(gif, screen + 1);
    none[screen] = 0x3b;
    byte[] cut = Arrays.copyOf(gif, 20);          // within the colours
    cut[19] = 0x3b;
    for (byte[] broken : List.of(none, cut)) {
      Files.write(folder.resolve("none.gif"), broken);
      IOException error = assertThrows(IOException.class, () -> read(folder.resolve("none.gif"), 4, 32));
      assertTrue(error.getMessage().contains("none.gif"), error.getMessage());
    }
  }

  /** Two frames of 8 pixels a row: one that fills the screen, and one of some rows that is all of colour 1. */
  private static byte[] gif(boolean colours, int interlaced, int rows, int pixels) {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    gif.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    gif.writeBytes(new byte[] {8, 0, 8, 0, (byte) (colours ? 0x81 : 0), 0, 0});
    gif.writeBytes(colours ? new byte[] {90, 90, 90, 10, 20, 30, 0, 0, 0, 0, 0, 0} : new byte[0]);
    for (int frame = 0; frame < 2; frame++) {
      gif.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, (byte) (frame << 2), 10, 0, 0, 0});
      gif.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 8, 0, (byte) (frame == 0 ? 8 : rows), 0,
          (byte) ((frame * interlaced) << 6), 2});
      BitSet bits = new BitSet();                // codes of 3 bits: 4 begins anew, before they grow longer; 5 ends
      int at = 0;
      for (int p = 0; p < (frame == 0 ? 64 : pixels); p++, at += 6) {
        bits.set(at + 2);
        bits.set(at + 3, frame == 1);
      }
      bits.set(at);
      bits.set(at + 2);
      byte[] codes = Arrays.copyOf(bits.toByteArray(), at / 8 + 1);
      gif.write(codes.length);
      gif.writeBytes(codes);
      gif.write(0);
    }
    gif.write(0x3b);
    return gif.toByteArray();
  }

  @Test
  void gifThatJavaReadsWronglyOrInPartIsRefused() throws IOException {
    Path file = folder.resolve("a.gif");
    for (int rows = 1; rows <= 8; rows++) {
      for (int interlaced = 0; interlaced < 2; interlaced++) {
        Files.write(file, gif(true, interlaced, rows, 8 * rows));
        if (interlaced == 1 && rows > 1 && rows < 5) {
          IOException error = assertThrows(IOException.class, () -> read(file, 2, 8));
          assertTrue(error.getMessage().contains(" of " + file + " has " + rows + " rows that are interlaced"),
              error.getMessage());
        } else {
          Clip clip = read(file, 2, 8);
          for (int y = 0; y < 8; y++) {
            assertEquals(y < rows ? 20 : 90, clip.value(1, y, 3, 1), rows + " rows, row " + y);
          }
        }
      }
    }
    for (byte[] damaged : List.of(gif(true, 0, 6, 20), gif(false, 0, 6, 48))) {
      Files.write(file, damaged);
      IOException error = assertThrows(IOException.class, () -> read(file, 2, 8));
      assertTrue(error.getMessage().contains(file + " is not a whole GIF picture: frame "), error.getMessage());
    }
    Files.write(file, gif(true, 0, 9, 72));
    assertEquals(2, read(file, 2, 8).length(), "a later part may be larger than the screen, as in browsers");
    byte[] larger = gif(true, 0, 8, 64);
    larger[6] = 7;                               // columns of the screen
    Files.write(file, larger);
    IOException error = assertThrows(IOException.class, () -> read(file, 2, 8));
    assertTrue(error.getMessage().contains("the first frame of " + file + " is "), error.getMessage());
  }

  /** Phones write H.265 unless they are told otherwise. */
  @Test
  void filmOfAnotherCodecIsNamedWithTheWayOut() throws IOException {
    String film = new String(Mp4Writer.bytes(square(5, 64, 64, 0)), StandardCharsets.ISO_8859_1);
    Map.of("hvc1", "H.265 (HEVC)", "av01", "AV1", "xyz1", "of an unknown codec").forEach((code, name) -> {
      IOException error = assertThrows(IOException.class, () -> {
        Files.write(folder.resolve("a.mp4"), film.replace("avc1", code).getBytes(StandardCharsets.ISO_8859_1));
        ClipSource.of(folder.resolve("a.mp4")).header();
      });
      assertTrue(error.getMessage().contains("a.mp4 is " + name + ", not H.264; convert it"), error.getMessage());
    });
  }

  /** Other programs write one length for all frames where there is one. */
  @Test
  void filmOfOneFrameIsNoClip() throws IOException {
    byte[] film = Mp4Writer.bytes(square(1, 64, 64, 0));
    int lengths = new String(film, StandardCharsets.ISO_8859_1).indexOf("stsz") + 8;      // of all; of how many; of each
    System.arraycopy(film, lengths + 8, film, lengths, 4);
    Files.write(folder.resolve("a.mp4"), film);
    IOException error = assertThrows(IOException.class, () -> ClipSource.of(folder.resolve("a.mp4")).header());
    assertTrue(error.getMessage().contains("single frame"), error.getMessage());
  }

  @Test
  void filesMadeToExhaustMemoryOrStackAreNamed() throws IOException {
    ByteBuffer nested = ByteBuffer.allocate(16 + 8 * 20_000).put(box(16, "ftypisom")).position(16);
    for (int left = 20_000; left > 0; left--) {
      nested.put(box(8 * left, left % 2 == 0 ? "moov" : "trak"), 0, 8);
    }
    Files.write(folder.resolve("nested.mp4"), nested.array());
    Files.write(folder.resolve("huge.mp4"), ByteBuffer.allocate(32).put(box(16, "ftypisom")).put(box(0x7ffffff0, "moov"), 0, 8)
        .put(box(0x7fffff00, "mvhd"), 0, 8).array());
    byte[] gif = GifWriter.bytes(square(5, 32, 32, 0), 1);
    int picture = 13 + 3 * (2 << (gif[10] & 7));           // after the screen and its colours
    while (gif[picture] != 0x2c) {                          // an extension: two bytes, then blocks
      for (picture += 2; gif[picture] != 0; picture += (gif[picture] & 0xff) + 1) {
        assertTrue(picture < gif.length);
      }
      picture++;
    }
    for (int i = 0; i < 2; i++) {                           // 30,000 pixels each way on a screen of 32
      gif[picture + 5 + 2 * i] = 0x30;
      gif[picture + 6 + 2 * i] = 0x75;
    }
    Files.write(folder.resolve("huge.gif"), gif);
    for (String name : List.of("nested.mp4", "huge.mp4", "huge.gif")) {
      IOException error = assertThrows(IOException.class, () -> read(folder.resolve(name), 5, 32), name);
      assertTrue(error.getMessage().contains(name), error.getMessage());
    }
  }

  private static byte[] box(int length, String kind) {
    return ByteBuffer.allocate(16).putInt(length).put(kind.getBytes(StandardCharsets.US_ASCII)).array();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipeIsNotWaitedFor() throws Exception {
    for (String name : List.of("a.gif", "a.mp4")) {
      assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor());
      IOException error = assertThrows(IOException.class, () -> read(folder.resolve(name), 5, 32));
      assertTrue(error.getMessage().contains(name), error.getMessage());
    }
  }
}
