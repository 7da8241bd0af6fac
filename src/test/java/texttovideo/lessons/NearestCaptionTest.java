package texttovideo.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import texttovideo.scene.Renderer;
import texttovideo.scene.Scene;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

class NearestCaptionTest {
  private static final List<String> CAPTIONS = List.of("moving left", "moving right", "moving down", "expanding");

  private final NearestCaption nearest = new NearestCaption(clips(1));

  @Test
  void trueClipsHitTheirOwnCaptionAndByLotOneInAsManyAsThereAre() {
    NearestCaption.Result result = nearest.compare(first(clips(1)), CAPTIONS);
    assertEquals(List.of(0, 0, 0, 0), result.ranks());
    assertEquals(1, result.hits());
    assertEquals(0.25, result.chance());
  }

  @Test
  void freshTrueClipsHitTooWhereEnoughAreKnown() {
    assertEquals(1, new NearestCaption(clips(60)).compare(first(clips(2, 9)), CAPTIONS).hits());
  }

  @Test
  void anothersClipMissesAndKeepsWhatChanceGives() {
    List<Clip> swapped = new ArrayList<>(first(clips(1)));
    Collections.swap(swapped, 0, 1);
    NearestCaption.Result result = nearest.compare(swapped, CAPTIONS);
    assertEquals(0.5, result.hits());
    assertEquals(0.25, result.chance());
    assertTrue(result.ranks().get(0) > 0 && result.ranks().get(3) == 0, () -> result.ranks().toString());
  }

  @Test
  void oneClipForAllCaptionsScoresNoBetterThanChance() {
    NearestCaption.Result result = nearest.compare(Collections.nCopies(4, first(clips(1)).get(2)), CAPTIONS);
    assertEquals(result.chance(), result.hits());
  }

  @Test
  void captionsThatShowTheSameClipAreNoRivals() {
    Map<String, List<Clip>> known = clips(1);
    known.put("going left", known.get("moving left"));
    NearestCaption.Result result = new NearestCaption(known).compare(known.get("moving left"), List.of("going left"));
    assertEquals(1, result.hits());
    assertEquals(2 / 5.0, result.chance());
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    List<Clip> one = clips(1).get("expanding");
    assertThrows(IllegalArgumentException.class, () -> new NearestCaption(Map.of("expanding", one)));
    assertThrows(IllegalArgumentException.class, () -> nearest.compare(List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> nearest.compare(one, CAPTIONS));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> nearest.compare(one, List.of("falling")))
        .getMessage().contains("\"falling\""));
  }

  private static List<Clip> first(Map<String, List<Clip>> clips) {
    return clips.values().stream().map(list -> list.get(0)).toList();
  }

  private static Map<String, List<Clip>> clips(int count) {
    return clips(count, 1);
  }

  private static Map<String, List<Clip>> clips(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<Clip>> clips = new LinkedHashMap<>();
    for (String caption : CAPTIONS) {
      List<Clip> some = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        some.add(Renderer.clip(Scene.of(Prompt.parse("a large blue circle " + caption), random), 5, 32, 10));
      }
      clips.put(caption, some);
    }
    return clips;
  }
}
