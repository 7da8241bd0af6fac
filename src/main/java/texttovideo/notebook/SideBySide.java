package texttovideo.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values side by side; they wrap where the page ends.
 *
 * @param values anything that a notebook shows
 */
public record SideBySide(List<Object> values) implements HtmlDisplayable {
  /** The values from left to right. */
  public static SideBySide of(Object... values) {
    return new SideBySide(Arrays.asList(values));
  }

  @Override
  public String html() {
    return values.stream().map(value -> "<div style=\"display:inline-block;vertical-align:top;margin:0 12px 8px 0\">"
        + Html.of(value) + "</div>").collect(Collectors.joining("", "<div>", "</div>"));
  }

  @Override
  public String toString() {
    return values.stream().map(Html::text).collect(Collectors.joining("; "));
  }
}
