package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import texttovideo.eval.PromptAccuracy;

class CircleWorldTest {
  @Test
  void eighteenSentencesShowFifteenDifferentClips() {
    assertEquals(18, CircleWorld.sentences().size());
    assertFalse(CircleWorld.sentences().contains("circle moving up-right"));
    assertEquals(15, CircleWorld.sentences().stream().map(sentence -> CircleWorld.centred(sentence, 32)).distinct().count());
  }

  @Test
  void clipsShowWhatTheirSentencesSay() {
    CircleWorld world = new CircleWorld(36, 32);
    PromptAccuracy accuracy = PromptAccuracy.of("all", CircleWorld.sentences().stream().map(CircleWorld::prompt).toList(), 0,
        CircleWorld.sentences().stream().map(sentence -> CircleWorld.centred(sentence, 32)).toList());
    assertEquals(1, accuracy.full());
    assertEquals("circle moving down", CircleWorld.sentence(CircleWorld.prompt("circle moving down")));
    assertEquals(world.caption(0), world.caption(18));
    assertNotEquals(world.clip(0), world.clip(18));
    assertEquals(world.clip(18), CircleWorld.anywhere(world.caption(18), 32, 18));
  }

  @Test
  void aWorldWithoutRoomForAllSentencesIsRefused() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> new CircleWorld(17, 32)).getMessage().contains("17"));
    assertThrows(IllegalArgumentException.class, () -> new CircleWorld(18, 8));
  }
}
