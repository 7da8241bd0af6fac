package texttovideo.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  @TempDir
  private Path folder;

  @Test
  void tensorsAndTextsSurviveTheFile() throws IOException {
    Path file = folder.resolve("some.safetensors");
    Files.write(file, new SafeTensors(Map.of("a", new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, -6.5f}),
        "b", new Tensor(new long[] {1}, new float[] {7})), Map.of("note", "ü \"quoted\"")).bytes());
    SafeTensors read = SafeTensors.read(file);
    assertArrayEquals(new long[] {2, 3}, read.tensors().get("a").shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, -6.5f}, read.tensors().get("a").values());
    assertArrayEquals(new float[] {7}, read.tensors().get("b").values());
    assertEquals("ü \"quoted\"", read.metadata().get("note"));
  }

  @Test
  void numbersStartAtAMultipleOfEightBytes() throws IOException {
    Path file = folder.resolve("some.safetensors");
    Files.write(file, new SafeTensors(Map.of("odd", new Tensor(new long[] {1}, new float[] {7})), Map.of()).bytes());
    long header = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, header % 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80000]}}",        // past the end of the file
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",            // backwards
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,8]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",            // another number of values
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
      "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",            // a type that models do not have
      "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}",
      "{\"a\":7}", "[]", "no json"})
  void headerThatLiesIsRefusedWithTheFilesName(String header) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length).put(json).array());
    String message = assertThrows(IOException.class, () -> SafeTensors.read(file)).getMessage();
    assertTrue(message.contains("bad.safetensors"), message);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1000, Long.MAX_VALUE})
  void headerLengthThatLiesIsRefusedBeforeAnythingIsAllocated(long length) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    assertThrows(IOException.class, () -> SafeTensors.read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",            // the second begins in the first
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",            // a hole between them
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",                // 8 bytes more than promised
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000],\"data_offsets\":[0,4000000000]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":null,\"data_offsets\":[0,8]}}",
      "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[4,16]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
          + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",            // which of them is meant?
      "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"},\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
      "null", "{\"a\":null}", "{\"__metadata__\":7}", "{\"__metadata__\":{\"a\":null}}"})
  void headersWhosePlacesDoNotFillTheFileAreRefused(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] content = ByteBuffer.allocate(8 + json.length + 16).order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length).put(json).array();
    String message = assertThrows(IOException.class, () -> SafeTensors.read(content, "bad.safetensors")).getMessage();
    assertTrue(message.contains("bad.safetensors"), message);
  }

  @Test
  void everyTruncatedFileIsRefused() throws IOException {
    byte[] whole = new SafeTensors(Map.of("a", new Tensor(new long[] {3}, new float[] {1, 2, 3})), Map.of("b", "c")).bytes();
    SafeTensors.read(whole, "whole");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> SafeTensors.read(part, "part"));
    }
  }
}
