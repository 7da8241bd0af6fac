package texttovideo.notebook;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import texttovideo.plot.ShortNumber;

/** Compares answers, and puts them in words: numbers, arrays, lists and ND4J arrays of numbers, anything else. */
final class AnswerComparison {
  private static final int SHOWN = 8;            // elements of a long array

  private AnswerComparison() {
  }

  /** Whether both are equal; numbers, also in arrays and lists, may differ by the tolerance, of 1 or of themselves. */
  static boolean same(Object expected, Object actual, double tolerance) {
    if (expected instanceof Number a && actual instanceof Number b) {
      double difference = Math.abs(a.doubleValue() - b.doubleValue());
      return a.equals(b) || difference <= tolerance * Math.max(1, Math.abs(a.doubleValue()));
    }
    if (expected instanceof INDArray a && actual instanceof INDArray b) {
      return Arrays.equals(a.shape(), b.shape()) && same(numbers(a), numbers(b), tolerance);
    }
    List<?> a = elements(expected);
    List<?> b = elements(actual);
    if (a == null || b == null) {
      return expected == null ? actual == null : expected.equals(actual);
    }
    return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> same(a.get(i), b.get(i), tolerance));
  }

  /** The value as a reader can compare it; a long one is cut. */
  static String words(Object value) {
    if (value instanceof INDArray array) {
      return "array of shape " + Arrays.toString(array.shape()) + ": " + words(numbers(array));
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Math.abs(number) < 100 ? ShortNumber.of(number) : String.valueOf(value);
    }
    if (value instanceof Record && Arrays.stream(value.getClass().getRecordComponents())
        .anyMatch(component -> component.getType().isArray() || component.getType() == double.class)) {
      return ofRecord(value);
    }
    List<?> elements = elements(value);
    if (elements == null) {
      return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
    String shown = elements.stream().limit(SHOWN).map(AnswerComparison::words).collect(Collectors.joining(", ", "[", ""));
    return elements.size() > SHOWN ? shown + ", ...] (" + elements.size() + " elements)" : shown + "]";
  }

  /**
   * Where two answers of one length differ first, if {@link #words} cuts them before that place and so shows them alike;
   * otherwise nothing.
   */
  static String hiddenDifference(Object expected, Object actual, double tolerance) {
    List<?> a = elements(expected);
    List<?> b = elements(actual);
    if (a == null || b == null || a.size() != b.size() || !words(expected).equals(words(actual))) {
      return "";
    }
    return IntStream.range(0, a.size()).filter(i -> !same(a.get(i), b.get(i), tolerance)).boxed().findFirst()
        .map(i -> "; element " + i + " is " + words(b.get(i)) + " and should be " + words(a.get(i))).orElse("");
  }

  /** A record with short numbers and its arrays' elements; its own text would show where these lie in memory. */
  private static String ofRecord(Object value) {
    return Arrays.stream(value.getClass().getRecordComponents()).map(component -> {
      try {
        component.getAccessor().setAccessible(true);      // a record of a test or a cell need not be public
        return component.getName() + "=" + words(component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException error) {
        throw new IllegalStateException(error);
      }
    }).collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
  }

  private static double[] numbers(INDArray array) {
    return array.dup().data().asDouble();        // dup: a view's data holds its whole owner
  }

  /** The elements of any array or list; null for everything else. */
  private static List<?> elements(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    return value != null && value.getClass().isArray()
        ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i)).toList() : null;
  }
}
