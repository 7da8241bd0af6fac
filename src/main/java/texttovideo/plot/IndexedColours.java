package texttovideo.plot;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stores a drawing in one byte a pixel, which halves its PNG file: notebooks keep every chart they show. */
final class IndexedColours {
  private static final int COLOURS = 256;

  private IndexedColours() {
  }

  /** The same picture in its 256 most frequent colours; the others, shades at letters' edges, take the nearest. */
  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    List<Integer> kept = counts.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(COLOURS).map(Map.Entry::getKey).toList();
    int[] palette = kept.stream().mapToInt(Integer::intValue).toArray();
    BufferedImage indexed = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
        new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      int index = nearest.computeIfAbsent(pixels[i], pixel -> nearest(pixel, palette));
      indexed.getRaster().setSample(i % width, i / width, 0, index);
    }
    return indexed;
  }

  private static int nearest(int pixel, int[] palette) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      best = distance(pixel, palette[i]) < distance(pixel, palette[best]) ? i : best;
    }
    return best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
    int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
    int blue = (a & 0xff) - (b & 0xff);
    return red * red + green * green + blue * blue;
  }
}
