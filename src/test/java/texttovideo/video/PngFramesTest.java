package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFramesTest {
  @TempDir
  Path folder;

  @Test
  void aClipComesBackToThePixel() throws IOException {
    Clip clip = Mp4WriterTest.trueClip("a large yellow triangle rotating clockwise");
    PngFrames.write(clip, folder.resolve("new/clip"));
    assertEquals(clip, PngFrames.read(folder.resolve("new/clip"), clip.fps()));
    assertTrue(Files.exists(folder.resolve("new/clip/frame-09.png")));
  }

  @Test
  void aShorterClipReplacesALongerOne() throws IOException {
    Clip clip = Mp4WriterTest.trueClip("a large yellow triangle rotating clockwise");
    Clip shorter = new Clip(clip.frames().subList(0, 3), 64, 64, 10);
    PngFrames.write(clip, folder);
    PngFrames.write(shorter, folder);
    assertEquals(shorter, PngFrames.read(folder, 10));
  }

  @Test
  void moreThanAHundredFramesKeepTheirOrder() throws IOException {
    Clip clip = new Clip(Collections.nCopies(101, new byte[12]), 2, 2, 10);
    PngFrames.write(clip, folder);
    assertEquals(101, PngFrames.read(folder, 10).length());
  }

  @Test
  void aMissingFrameIsNamed() throws IOException {
    PngFrames.write(new Clip(List.of(new byte[12], new byte[12], new byte[12]), 2, 2, 10), folder);
    Files.delete(folder.resolve("frame-01.png"));
    IOException error = assertThrows(IOException.class, () -> PngFrames.read(folder, 10));
    assertTrue(error.getMessage().contains("frame-01.png is missing"), error.getMessage());
  }

  @Test
  void anEmptyFolderIsNamed() {
    IOException error = assertThrows(IOException.class, () -> PngFrames.read(folder.resolve("none"), 10));
    assertTrue(error.getMessage().contains("none"), error.getMessage());
  }
}
