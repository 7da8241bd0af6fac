package texttovideo.lessons;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import texttovideo.notebook.Picture;
import texttovideo.video.Fonts;

/** A drawing of a network: boxes on a grid with arrows between them, the first line of a box in bold. A value. */
public final class BlockDiagram {
  private static final int RATIO = 2;            // pixels a point
  private static final int COLUMN = 178;         // points
  private static final int ROW = 86;
  private static final int WIDE = 150;           // of a box
  private static final int LINE = 16;
  private static final int PAD = 8;
  private static final double TIP = 8;
  private static final Color INK = new Color(0x222222);
  private static final Color FILL = new Color(0xe8f1fa);
  private static final Color EDGE = new Color(0x0072b2);

  private final Map<String, Box> boxes;
  private final List<Arrow> arrows;

  private record Box(double column, double row, List<String> lines) {
    double x() {
      return COLUMN * column + COLUMN / 2.0;
    }

    double y() {
      return ROW * row + ROW / 2.0;
    }

    double height() {
      return LINE * lines.size() + 2 * PAD;
    }
  }

  private record Arrow(String from, String to) {
  }

  /** Nothing drawn yet. */
  public BlockDiagram() {
    this(Map.of(), List.of());
  }

  private BlockDiagram(Map<String, Box> boxes, List<Arrow> arrows) {
    this.boxes = boxes;
    this.arrows = arrows;
  }

  /**
   * Another box, its centre at a place of the grid; 0, 0 is at the upper left, halves are allowed.
   *
   * @param name  for {@link #arrow}, and the first line
   * @param lines what stands below the name: a shape, what is computed
   */
  public BlockDiagram box(double column, double row, String name, String... lines) {
    Map<String, Box> more = new LinkedHashMap<>(boxes);
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(List.of(lines));
    more.put(name, new Box(column, row, List.copyOf(all)));
    return new BlockDiagram(more, arrows);
  }

  /**
   * Arrows from each box to the next of these.
   *
   * @throws IllegalArgumentException if there is no such box
   */
  public BlockDiagram arrow(String... names) {
    List<Arrow> more = new ArrayList<>(arrows);
    for (int i = 0; i < names.length; i++) {
      if (!boxes.containsKey(names[i])) {
        throw new IllegalArgumentException("no box is named \"" + names[i] + "\"; there are " + boxes.keySet());
      }
      if (i > 0) {
        more.add(new Arrow(names[i - 1], names[i]));
      }
    }
    return new BlockDiagram(boxes, more);
  }

  /** The drawing, with the words that stand for it where it is not seen. */
  public Picture picture(String alt) {
    Fonts.require();
    int width = (int) Math.ceil(boxes.values().stream().mapToDouble(box -> box.x() + COLUMN / 2.0).max().orElse(COLUMN));
    int height = (int) Math.ceil(boxes.values().stream().mapToDouble(box -> box.y() + ROW / 2.0).max().orElse(ROW));
    BufferedImage image = new BufferedImage(RATIO * width, RATIO * height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(RATIO, RATIO);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, width, height));
    arrows.forEach(arrow -> paint(graphics, boxes.get(arrow.from), boxes.get(arrow.to)));
    boxes.values().forEach(box -> paint(graphics, box));
    graphics.dispose();
    return new Picture(image, alt, width);
  }

  private static void paint(Graphics2D graphics, Box box) {
    double left = box.x() - WIDE / 2.0;
    double top = box.y() - box.height() / 2;
    RoundRectangle2D shape = new RoundRectangle2D.Double(left, top, WIDE, box.height(), 10, 10);
    graphics.setColor(FILL);
    graphics.fill(shape);
    graphics.setColor(EDGE);
    graphics.setStroke(new BasicStroke(1.4f));
    graphics.draw(shape);
    graphics.setColor(INK);
    for (int i = 0; i < box.lines.size(); i++) {
      graphics.setFont(new Font(Font.SANS_SERIF, i == 0 ? Font.BOLD : Font.PLAIN, 12));
      double wide = graphics.getFont().getStringBounds(box.lines.get(i), graphics.getFontRenderContext()).getWidth();
      graphics.drawString(box.lines.get(i), (float) (box.x() - wide / 2), (float) (top + PAD + LINE * (i + 0.76)));
    }
  }

  /** From the edge of one box to the edge of the other, along the line between their centres. */
  private static void paint(Graphics2D graphics, Box from, Box to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double x0 = from.x() + dx * share(from, dx, dy);
    double y0 = from.y() + dy * share(from, dx, dy);
    double x1 = to.x() - dx * share(to, dx, dy);
    double y1 = to.y() - dy * share(to, dx, dy);
    double angle = Math.atan2(y1 - y0, x1 - x0);
    graphics.setColor(INK);
    graphics.setStroke(new BasicStroke(1.4f));
    graphics.draw(new Line2D.Double(x0, y0, x1 - TIP / 2 * Math.cos(angle), y1 - TIP / 2 * Math.sin(angle)));
    Path2D tip = new Path2D.Double();
    tip.moveTo(x1, y1);
    tip.lineTo(x1 - TIP * Math.cos(angle - 0.4), y1 - TIP * Math.sin(angle - 0.4));
    tip.lineTo(x1 - TIP * Math.cos(angle + 0.4), y1 - TIP * Math.sin(angle + 0.4));
    tip.closePath();
    graphics.fill(tip);
  }

  /** Which part of the way from a box's centre lies inside it. */
  private static double share(Box box, double dx, double dy) {
    return Math.min(WIDE / 2.0 / Math.max(1e-9, Math.abs(dx)), box.height() / 2 / Math.max(1e-9, Math.abs(dy)));
  }
}
