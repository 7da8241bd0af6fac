package texttovideo.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import org.junit.jupiter.api.Test;

class JsonRecordTest {
  private static final ModelConfig SIZES = ModelConfig.standard(30);

  @Test
  void aRecordSurvivesItsText() {
    assertEquals(SIZES, JsonRecord.read(new Gson().toJson(SIZES), ModelConfig.class));
  }

  @Test
  void aMissingComponentIsNamed() {
    String json = new Gson().toJson(SIZES).replace("\"frames\"", "\"other\"");
    String message = assertThrows(JsonParseException.class, () -> JsonRecord.read(json, ModelConfig.class)).getMessage();
    assertTrue(message.contains("\"frames\" is missing"), message);
    assertThrows(JsonParseException.class, () -> JsonRecord.read("", ModelConfig.class));
    assertThrows(JsonParseException.class, () -> JsonRecord.read("[1]", ModelConfig.class));
  }

  @Test
  void whatTheRecordRefusesStaysRefused() {
    String json = new Gson().toJson(SIZES).replaceAll("\"frames\":\\d+", "\"frames\":0");
    assertThrows(IllegalArgumentException.class, () -> JsonRecord.read(json, ModelConfig.class));
  }
}
