package texttovideo.plot;

import java.util.Locale;

/** Numbers as people read them: three digits that count, whole numbers in full. */
public final class ShortNumber {
  private ShortNumber() {
  }

  /** {@code 0.0123}, {@code 1.5}, {@code 12,345}, {@code 3.21e-06}; {@code none} for what is not a number. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "minus infinity";
    }
    double size = Math.abs(value);
    if (size >= 1e9 || (size > 0 && size < 1e-4)) {
      return format("%.2e", value).replaceAll("\\.?0*e", "e");
    }
    if (value == Math.rint(value) || size >= 100) {
      return format("%,d", Math.round(value));
    }
    int decimals = 2 - (int) Math.floor(Math.log10(size));
    String digits = format("%." + decimals + "f", value);
    return digits.replaceAll("\\.?0+$", "");
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
