package texttovideo.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import texttovideo.generate.TextToVideo;
import texttovideo.model.ModelFile;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class PlaygroundTest {
  private static final String SENTENCE = "a large red square moving up-left";
  private static Playground playground;

  @BeforeAll
  static void open() throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream("/texttovideo/shipped.safetensors")) {
      playground = new Playground(in.readAllBytes());
    }
  }

  @Test
  void drawsTheClipOfTheCommandLineForASeed() {
    String open = "triangle expanding";
    Clip expected = TextToVideo.shipped().generate(open, 11, 7, 48, 10);
    byte[] pixels = playground.pixels(playground.complete(open, 11), playground.noise(11), 7, 48);
    assertEquals(7 * 48 * 48 * 4, pixels.length);
    for (int i = 0; i < pixels.length; i++) {
      int place = i / 4 % (48 * 48);
      int value = i % 4 == 3 ? 255 : expected.value(i / 4 / (48 * 48), place / 48, place % 48, i % 4);
      assertEquals(value, pixels[i] & 0xff, "byte " + i);
    }
  }

  @Test
  void anUnknownWordGetsTheHelpOfTheCommandLine() {
    String wrong = "a gren circle moving up";
    String expected = assertThrows(IllegalArgumentException.class, () -> Prompt.parse(wrong)).getMessage();
    assertTrue(expected.contains("green"), expected);
    assertEquals(expected, playground.problem(wrong));
    assertEquals("a green circle moving up", playground.meant(wrong));
    assertEquals("", playground.problem(SENTENCE));
    assertEquals("", playground.meant(SENTENCE));
  }

  @Test
  void takesASentenceApartAndKnowsWhatElseMayStandThere() {
    assertArrayEquals(new String[] {"", "red", "square", "moving up-left"}, playground.parts("red square moving up-left"));
    for (int part = 0; part < 4; part++) {
      assertTrue(List.of(playground.choices(part)).contains(playground.parts(SENTENCE)[part]), "part " + part);
    }
  }

  @Test
  void pathKeepsTheMarginFromTheEdgesWhereverItStarts() {
    float margin = playground.margin(SENTENCE);
    assertTrue(margin > 0 && margin < 32, "margin " + margin);
    for (float[] noise : new float[][] {{-1, -1}, {1, 1}, {0.3f, -0.9f}}) {
      float[] path = playground.path(SENTENCE, noise);
      for (int i = 0; i < path.length; i += 4) {
        assertTrue(Math.min(path[i], path[i + 1]) > margin - 0.01 && Math.max(path[i], path[i + 1]) < 64 - margin + 0.01,
            "frame " + i / 4);
      }
    }
  }
}
