package texttovideo.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import texttovideo.plot.ShortNumber;
import texttovideo.video.Clip;
import texttovideo.video.Mp4Writer;

/**
 * Clips as videos side by side, each with its caption; they wrap where the page ends.
 *
 * @param captions one a clip
 * @param width    of a video on the page, in CSS pixels, at least 64
 */
public record Gallery(List<Clip> clips, List<String> captions, int width) implements HtmlDisplayable {
  private static final int ALONE = 256;
  private static final int AMONG_OTHERS = 192;

  /** Checks the numbers. */
  public Gallery {
    if (clips.isEmpty() || clips.size() != captions.size() || width < 64) {
      throw new IllegalArgumentException("a gallery needs at least one clip, a caption a clip and a width of 64 or more, "
          + "not " + clips.size() + " clips, " + captions.size() + " captions and width " + width);
    }
    clips = List.copyOf(clips);
    captions = List.copyOf(captions);
  }

  /** One clip with its caption. */
  public static Gallery of(Clip clip, String caption) {
    return new Gallery(List.of(clip), List.of(caption), ALONE);
  }

  /** Clips in a row. */
  public static Gallery of(List<Clip> clips, List<String> captions) {
    return new Gallery(clips, captions, AMONG_OTHERS);
  }

  /** Clips in a row, by their captions in the map's order. */
  public static Gallery of(Map<String, Clip> clips) {
    return of(new ArrayList<>(clips.values()), new ArrayList<>(clips.keySet()));
  }

  /** The same gallery with larger or smaller videos. */
  public Gallery width(int pixels) {
    return new Gallery(clips, captions, pixels);
  }

  /** What kind of clip it is, in words: {@code 10 frames of 64x64 pixels, 1 s}. */
  static String describe(Clip clip) {
    return clip.length() + " frames of " + clip.width() + "x" + clip.height() + " pixels, "
        + ShortNumber.of((double) clip.length() / clip.fps()) + " s";
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<div>");
    String figure = "<figure style=\"display:inline-block;margin:4px 12px 8px 0;vertical-align:top;width:" + width
        + "px\"><video controls loop autoplay muted playsinline style=\"border:1px solid #bbb\" width=\"" + width
        + "\" src=\"";
    for (int i = 0; i < clips.size(); i++) {
      html.append(figure).append(Html.data("video/mp4", Mp4Writer.bytes(clips.get(i)))).append("\"></video><figcaption>")
          .append(Html.escape(captions.get(i))).append("</figcaption></figure>");
    }
    return html.append("</div>").toString();
  }

  @Override
  public String toString() {
    return IntStream.range(0, clips.size())
        .mapToObj(i -> captions.get(i) + " (video of " + describe(clips.get(i)) + ")")
        .collect(Collectors.joining("; "));
  }
}
