package texttovideo.nn;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Files of tensors and JSON in the safetensors format: the header's length (8 bytes, little-endian), a JSON header that names
 * each tensor's type, shape and place, then the numbers, without holes or overlaps. Loading one runs no code, and every length is
 * checked against the file before anything is allocated.
 *
 * @param tensors  32-bit floats by name
 * @param metadata free texts by name
 */
public record SafeTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final String TYPE = "dtype";
  private static final String FLOAT = "F32";
  private static final String SHAPE = "shape";
  private static final String OFFSETS = "data_offsets";
  private static final int LONGEST_HEADER = 16 << 20;

  /** A tensor as the header tells of it. */
  private record Place(String name, long[] shape, long from, long to) {
  }

  /** The file's bytes. */
  public byte[] bytes() {
    JsonObject header = new JsonObject();
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    header.add(METADATA, texts);
    long length = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      long end = length + 4L * named.getValue().values().length;
      header.add(named.getKey(), entry(named.getValue(), length, end));
      length = end;
    }
    String json = header.toString();
    int padding = (8 - json.getBytes(StandardCharsets.UTF_8).length % 8) % 8;   // the format wants the numbers aligned
    byte[] padded = (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(8 + padded.length + length)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded.length).put(padded);
    for (Tensor tensor : tensors.values()) {
      bytes.asFloatBuffer().put(tensor.values());
      bytes.position(bytes.position() + 4 * tensor.values().length);
    }
    return bytes.array();
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read, or is not in the format; the message names the file and what is wrong
   */
  public static SafeTensors read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(Files.exists(file) ? file + " is no file" : file + " does not exist");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file), file.toString());
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @param file its name in error messages
   */
  public static SafeTensors read(byte[] content, String file) throws IOException {
    return read(new ByteArrayInputStream(content), content.length, file);
  }

  private static SafeTensors read(InputStream in, long length, String file) throws IOException {
    byte[] first = next(in, 8);
    if (first.length < 8) {
      throw new IOException(file + " is no safetensors file: " + (first.length == 0 ? "it is empty" : "it has "
          + first.length + " bytes"));
    }
    long headerLength = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > length - 8) {
      throw new IOException(file + " is no safetensors file: its header would be " + headerLength + " bytes long, the file has "
          + length);
    }
    byte[] json = next(in, (int) headerLength);
    try {
      Map<String, String> metadata = new LinkedHashMap<>();
      List<Place> places = new ArrayList<>();
      Set<String> names = new HashSet<>();
      JsonText.parsed(new String(json, StandardCharsets.UTF_8), "a header", header -> {
        header.beginObject();
        while (header.hasNext()) {
          String name = header.nextName();
          if (name.equals(METADATA)) {
            readTexts(header, metadata);
          } else if (!names.add(name)) {
            throw new IllegalArgumentException("the tensor \"" + name + "\" is there twice");
          } else {
            places.add(place(name, header));
          }
        }
        header.endObject();
        return null;
      });
      requireGapless(places, length - 8 - headerLength);
      return new SafeTensors(tensors(in, places), metadata);
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException | ArithmeticException
        | NullPointerException | ClassCastException | UnsupportedOperationException | IndexOutOfBoundsException error) {
      throw new IOException(file + " is no valid safetensors file: " + error.getMessage(), error);
    }
  }

  private static void readTexts(JsonReader header, Map<String, String> texts) throws IOException {
    header.beginObject();
    while (header.hasNext()) {
      String name = header.nextName();
      if (texts.put(name, header.nextString()) != null) {
        throw new IllegalArgumentException("the text \"" + name + "\" is there twice");
      }
    }
    header.endObject();
  }

  private static Place place(String name, JsonReader header) throws IOException {
    String type = null;
    long[] shape = null;
    long[] offsets = {};
    header.beginObject();
    while (header.hasNext()) {
      switch (header.nextName()) {
        case TYPE -> type = header.nextString();
        case SHAPE -> shape = readNumbers(header);
        case OFFSETS -> offsets = readNumbers(header);
        default -> header.skipValue();
      }
    }
    header.endObject();
    if (!FLOAT.equals(type)) {
      throw new IllegalArgumentException("the tensor \"" + name + "\" has the type " + type + ", only F32 is known");
    }
    if (shape == null || offsets.length != 2) {
      throw new IllegalArgumentException("the tensor \"" + name + "\" needs a " + SHAPE + " and two " + OFFSETS + ", not "
          + Arrays.toString(shape) + " and " + Arrays.toString(offsets));
    }
    return new Place(name, shape, offsets[0], offsets[1]);
  }

  private static long[] readNumbers(JsonReader header) throws IOException {
    LongStream.Builder numbers = LongStream.builder();
    header.beginArray();
    while (header.hasNext()) {
      numbers.add(header.nextLong());
    }
    header.endArray();
    return numbers.build().toArray();
  }

  /** Each tensor begins where the one before ends, and the last ends with the file: no byte is promised twice or not there. */
  private static void requireGapless(List<Place> places, long length) {
    places.sort(Comparator.comparingLong(Place::from).thenComparingLong(Place::to));
    long end = 0;
    for (Place place : places) {
      long numbers = 1;
      for (long axis : place.shape) {
        numbers = axis < 0 ? -1 : Math.multiplyExact(numbers, axis);
      }
      if (place.from != end || numbers < 0 || numbers > Integer.MAX_VALUE / 4
          || place.to - place.from != 4 * numbers || place.to > length) {
        throw new IllegalArgumentException("the tensor \"" + place.name + "\" of shape " + Arrays.toString(place.shape)
            + " lies at bytes " + place.from + " to " + place.to + " of " + length + ", expected from " + end);
      }
      end = place.to;
    }
    if (end != length) {
      throw new IllegalArgumentException("the tensors take " + end + " bytes, the file has " + length + " for them");
    }
  }

  private static Map<String, Tensor> tensors(InputStream in, List<Place> places) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Place place : places) {
      byte[] bytes = next(in, (int) (place.to - place.from));
      float[] values = new float[bytes.length / 4];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      tensors.put(place.name, new Tensor(place.shape, values));
    }
    return tensors;
  }

  /** The next bytes, fewer where the file ends. */
  private static byte[] next(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    int read = in.readNBytes(bytes, 0, count);      // TeaVM's readNBytes(count) gives them and does not go on
    return read == count ? bytes : Arrays.copyOf(bytes, read);
  }

  private static JsonObject entry(Tensor tensor, long from, long to) {
    JsonObject entry = new JsonObject();
    entry.addProperty(TYPE, FLOAT);
    JsonArray shape = new JsonArray();
    for (long axis : tensor.shape()) {
      shape.add(axis);
    }
    entry.add(SHAPE, shape);
    JsonArray place = new JsonArray();
    place.add(from);
    place.add(to);
    entry.add(OFFSETS, place);
    return entry;
  }
}
