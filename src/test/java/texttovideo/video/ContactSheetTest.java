package texttovideo.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  @Test
  void everyFrameStandsOnTheSheetPixelForPixel() {
    Clip clip = Mp4WriterTest.realClip("a large red square moving up-left");
    BufferedImage sheet = ContactSheet.of(List.of(clip, clip), List.of("first", "second"));
    int found = 0;
    for (int y = 0; y + 64 <= sheet.getHeight(); y++) {
      for (int x = 0; x + 64 <= sheet.getWidth(); x++) {
        found += shows(sheet, clip.image(3), x, y) ? 1 : 0;
      }
    }
    assertEquals(2, found);
  }

  @Test
  void columnsMakeTheSheetWiderAndLower() {
    List<Clip> clips = Collections.nCopies(4, new Clip(List.of(new byte[192]), 8, 8, 10));
    List<String> captions = Collections.nCopies(4, "a clip");
    BufferedImage one = ContactSheet.of(clips, captions);
    BufferedImage two = ContactSheet.of(clips, captions, 2);
    assertEquals(one.getHeight() / 2 + 4, two.getHeight());
    assertEquals(one.getWidth() * 2 - 16, two.getWidth());
  }

  @Test
  void aMissingCaptionIsRefused() {
    Clip clip = new Clip(List.of(new byte[3]), 1, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of(clip), List.of()));
  }

  private static boolean shows(BufferedImage sheet, BufferedImage frame, int left, int top) {
    for (int y = 0; y < frame.getHeight(); y++) {
      for (int x = 0; x < frame.getWidth(); x++) {
        if (sheet.getRGB(left + x, top + y) != frame.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }
}
