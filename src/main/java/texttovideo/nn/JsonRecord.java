package texttovideo.nn;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Reads records from JSON objects. Gson does so itself from 2.10 on, but the kernel IJava brings Gson 2.8.5, which its
 * notebooks get in place of ours: code that reads JSON keeps to what 2.8.5 has.
 */
public final class JsonRecord {
  private JsonRecord() {
  }

  /**
   * The record whose components a JSON object names. A boolean that is not named is false: files of earlier versions know
   * nothing of a choice that came later.
   *
   * @throws JsonParseException       if the text is no JSON object, or a component is missing or of another type
   * @throws IllegalArgumentException if the record refuses its components
   */
  public static <R extends Record> R read(String json, Class<R> type) {
    Gson gson = new Gson();
    JsonElement parsed = gson.fromJson(json, JsonElement.class);
    if (parsed == null || !parsed.isJsonObject()) {
      throw new JsonParseException("no JSON object: " + json);
    }
    JsonObject object = parsed.getAsJsonObject();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Arrays.stream(components).map(component -> value(object, component)).toArray();
    Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException error) {
      if (error.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(error);
    } catch (ReflectiveOperationException error) {
      throw new IllegalStateException(type + " is no public record", error);
    }
  }

  private static Object value(JsonObject object, RecordComponent component) {
    if (component.getType() == boolean.class && !object.has(component.getName())) {
      return false;
    }
    if (!object.has(component.getName()) || object.get(component.getName()).isJsonNull()) {
      throw new JsonParseException("\"" + component.getName() + "\" is missing or null in " + object);
    }
    JsonElement element = object.get(component.getName());
    if (component.getType() == boolean.class && !(element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean())) {
      throw new JsonParseException("\"" + component.getName() + "\" is true or false, not " + element);      // Gson makes it false
    }
    return new Gson().fromJson(element, component.getGenericType());
  }
}
