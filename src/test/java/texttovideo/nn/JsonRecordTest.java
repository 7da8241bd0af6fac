package texttovideo.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRecordTest {
  private static final Sizes SIZES = new Sizes(30, 10, "two");

  /** Some record that refuses what it cannot be. */
  public record Sizes(int words, int frames, String name) {
    /** Checks the frames. */
    public Sizes {
      if (frames < 1) {
        throw new IllegalArgumentException("frames must be at least 1, not " + frames);
      }
    }
  }

  @Test
  void aRecordSurvivesItsText() {
    assertEquals(SIZES, JsonRecord.read(new Gson().toJson(SIZES), Sizes.class));
  }

  @Test
  void aMissingComponentIsNamed() {
    String json = new Gson().toJson(SIZES).replace("\"frames\"", "\"other\"");
    String message = assertThrows(JsonParseException.class, () -> JsonRecord.read(json, Sizes.class)).getMessage();
    assertTrue(message.contains("\"frames\" is missing"), message);
    assertThrows(JsonParseException.class, () -> JsonRecord.read("", Sizes.class));
    assertThrows(JsonParseException.class, () -> JsonRecord.read("[1]", Sizes.class));
  }

  /** Some record whose last choice came with a later version. */
  public record Choices(int words, boolean later) {
  }

  @Test
  void aChoiceThatAnEarlierFileDoesNotNameIsNo() {
    assertEquals(new Choices(3, false), JsonRecord.read("{\"words\": 3}", Choices.class));
    assertEquals(new Choices(3, true), JsonRecord.read("{\"words\": 3, \"later\": true}", Choices.class));
    for (String other : List.of("null", "\"true\"", "1")) {
      assertThrows(JsonParseException.class, () -> JsonRecord.read("{\"words\": 3, \"later\": " + other + "}", Choices.class));
    }
  }

  @Test
  void whatTheRecordRefusesStaysRefused() {
    String json = new Gson().toJson(SIZES).replaceAll("\"frames\":\\d+", "\"frames\":0");
    assertThrows(IllegalArgumentException.class, () -> JsonRecord.read(json, Sizes.class));
  }
}
