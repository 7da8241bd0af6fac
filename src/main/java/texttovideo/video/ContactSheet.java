package texttovideo.video;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Clips as one still picture: every clip a strip of its frames from left to right, its caption above. */
public final class ContactSheet {
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final int CAPTION = 22;         // pixels for a line of text
  private static final int LINE = 1;             // pixels between frames, and around a strip
  private static final int GAP = 16;             // pixels between strips, and around the sheet
  private static final Color PAPER = Color.WHITE;
  private static final Color INK = new Color(0x222222);
  private static final Color SEPARATOR = new Color(0xbbbbbb);

  private ContactSheet() {
  }

  /** One clip a row. See {@link #of(List, List, int)}. */
  public static BufferedImage of(List<Clip> clips, List<String> captions) {
    return of(clips, captions, 1);
  }

  /**
   * All frames of all clips, pixel for pixel.
   *
   * @param captions one a clip; what does not fit above its strip is cut and ends in an ellipsis
   * @param columns  clips side by side, at least 1
   * @throws IllegalStateException if Java finds no fonts
   */
  public static BufferedImage of(List<Clip> clips, List<String> captions, int columns) {
    if (clips.isEmpty() || clips.size() != captions.size() || columns < 1) {
      throw new IllegalArgumentException("a contact sheet needs at least one clip, a caption a clip and one column, "
          + "not " + clips.size() + " clips, " + captions.size() + " captions and " + columns + " columns");
    }
    Fonts.require();
    int across = Math.min(columns, clips.size());
    int down = (clips.size() - 1) / across + 1;
    int wide = clips.stream().mapToInt(ContactSheet::stripWidth).max().orElseThrow();
    int high = CAPTION + clips.stream().mapToInt(clip -> clip.height() + 2 * LINE).max().orElseThrow();
    BufferedImage sheet = new BufferedImage(GAP + across * (wide + GAP), GAP / 2 + down * (high + GAP),
        BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(FONT);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < clips.size(); i++) {
      int x = GAP + i % across * (wide + GAP);
      int y = GAP / 2 + i / across * (high + GAP);
      graphics.setColor(INK);
      graphics.drawString(fitted(captions.get(i), graphics.getFontMetrics(), wide), x, y + CAPTION - 7);
      drawStrip(graphics, clips.get(i), x, y + CAPTION);
    }
    graphics.dispose();
    return sheet;
  }

  private static int stripWidth(Clip clip) {
    return LINE + clip.length() * (clip.width() + LINE);
  }

  private static void drawStrip(Graphics2D graphics, Clip clip, int x, int y) {
    graphics.setColor(SEPARATOR);
    graphics.fillRect(x, y, stripWidth(clip), clip.height() + 2 * LINE);
    for (int f = 0; f < clip.length(); f++) {
      graphics.drawImage(clip.image(f), x + LINE + f * (clip.width() + LINE), y + LINE, null);
    }
  }

  private static String fitted(String caption, FontMetrics metrics, int width) {
    String text = caption;
    for (int end = caption.length(); metrics.stringWidth(text) > width && end > 0; end--) {
      text = caption.substring(0, end - 1).stripTrailing() + "…";
    }
    return text;
  }
}
