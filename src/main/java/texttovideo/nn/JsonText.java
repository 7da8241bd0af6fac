package texttovideo.nn;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads small JSON texts token by token: without reflection, so in a browser too, where {@link JsonRecord} cannot. */
public final class JsonText {
  private static final int LONGEST = 80;       // characters of a text in error messages

  private JsonText() {
  }

  /**
   * The texts of an array.
   *
   * @throws JsonParseException if the text is no JSON array of texts
   */
  public static List<String> strings(String json) {
    return parsed(json, "an array of texts", reader -> {
      List<String> strings = new ArrayList<>();
      reader.beginArray();
      while (reader.hasNext()) {
        strings.add(reader.nextString());
      }
      reader.endArray();
      return strings;
    });
  }

  /**
   * The whole numbers of an object by name.
   *
   * @throws JsonParseException if the text is no JSON object of whole numbers
   */
  public static Map<String, Integer> integers(String json) {
    return parsed(json, "an object of whole numbers", reader -> {
      Map<String, Integer> integers = new LinkedHashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (integers.put(name, reader.nextInt()) != null) {
          throw new JsonParseException("\"" + name + "\" is there twice in " + beginning(json));
        }
      }
      reader.endObject();
      return integers;
    });
  }

  /** Takes values from a reader. */
  interface Values<T> {
    T from(JsonReader reader) throws IOException;
  }

  /** What a text holds that is one JSON value and nothing else. */
  static <T> T parsed(String json, String wanted, Values<T> values) {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      T value = values.from(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("more than one value");
      }
      return value;
    } catch (IOException | IllegalStateException | NumberFormatException error) {
      String why = error.getMessage().split("\n", 2)[0];      // Gson's second line is a link
      throw new JsonParseException("not " + wanted + " but " + beginning(json) + ": " + why, error);
    }
  }

  private static String beginning(String json) {
    return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "...";
  }
}
