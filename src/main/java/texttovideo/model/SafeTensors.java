package texttovideo.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import texttovideo.video.AtomicFile;

/**
 * Files of tensors and JSON in the safetensors format: the header's length (8 bytes, little-endian), a JSON header that names
 * each tensor's type, shape and place, then the numbers. Loading one runs no code, and every length is checked against the
 * file before anything is allocated.
 *
 * @param tensors  32-bit floats by name
 * @param metadata free texts by name
 */
public record SafeTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int LONGEST_HEADER = 16 << 20;

  /** Writes the file. A file that stood there is replaced when the new one is complete. */
  public void write(Path file) throws IOException {
    JsonObject header = new JsonObject();
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    header.add(METADATA, texts);
    int length = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      int end = length + 4 * named.getValue().values().length;
      header.add(named.getKey(), entry(named.getValue(), length, end));
      length = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = (8 - json.length % 8) % 8;       // the format wants the numbers aligned; spaces end the header
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + padding + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length + padding).put(json).put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
    for (Tensor tensor : tensors.values()) {
      bytes.asFloatBuffer().put(tensor.values());
      bytes.position(bytes.position() + 4 * tensor.values().length);
    }
    AtomicFile.write(file, bytes.array());
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read, or is not in the format; the message says what is wrong
   */
  public static SafeTensors read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a file's bytes.
   *
   * @param file its name in error messages
   */
  static SafeTensors read(byte[] content, String file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.remaining() < 8 ? -1 : bytes.getLong();
    if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > bytes.remaining()) {
      throw new IOException(file + " is not a safetensors file: its header would be " + headerLength + " bytes long");
    }
    byte[] json = new byte[(int) headerLength];
    bytes.get(json);
    ByteBuffer numbers = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try {
      JsonObject header = new Gson().fromJson(new String(json, StandardCharsets.UTF_8), JsonObject.class);
      for (Map.Entry<String, JsonElement> named : header.entrySet()) {
        if (named.getKey().equals(METADATA)) {
          named.getValue().getAsJsonObject().entrySet()
              .forEach(text -> metadata.put(text.getKey(), text.getValue().getAsString()));
        } else {
          tensors.put(named.getKey(), tensor(named.getValue().getAsJsonObject(), numbers));
        }
      }
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException | ArithmeticException
        | NullPointerException | UnsupportedOperationException | IndexOutOfBoundsException error) {
      throw new IOException(file + " is not a valid safetensors file: " + error.getMessage(), error);
    }
    return new SafeTensors(tensors, metadata);
  }

  private static JsonObject entry(Tensor tensor, int from, int to) {
    JsonObject entry = new JsonObject();
    entry.addProperty("dtype", "F32");
    JsonArray shape = new JsonArray();
    for (long axis : tensor.shape()) {
      shape.add(axis);
    }
    entry.add("shape", shape);
    JsonArray place = new JsonArray();
    place.add(from);
    place.add(to);
    entry.add("data_offsets", place);
    return entry;
  }

  private static Tensor tensor(JsonObject entry, ByteBuffer numbers) {
    String type = entry.get("dtype").getAsString();
    if (!type.equals("F32")) {
      throw new IllegalArgumentException("a tensor has the type " + type + ", only F32 is known");
    }
    JsonArray axes = entry.getAsJsonArray("shape");
    long[] shape = IntStream.range(0, axes.size()).mapToLong(axis -> axes.get(axis).getAsLong()).toArray();
    long from = entry.getAsJsonArray("data_offsets").get(0).getAsLong();
    long to = entry.getAsJsonArray("data_offsets").get(1).getAsLong();
    if (from < 0 || to < from || to > numbers.capacity() || (to - from) % 4 != 0) {
      throw new IllegalArgumentException("a tensor lies at bytes " + from + " to " + to + " of " + numbers.capacity());
    }
    float[] values = new float[(int) (to - from) / 4];
    numbers.slice((int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Tensor(shape, values);
  }
}
