package texttovideo.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A picture in one byte a pixel, with a table of at most 256 colours.
 *
 * <p>A picture of up to 256 colours stays as it is. In others, similar colours share an entry, as in Heckbert 1982, "Color
 * image quantization for frame buffer display": the box of colours that spreads most is cut in two, at its mean, until there
 * are 256. A colour that fills half of its box, such as the white of a chart, stays exact.
 *
 * @param colours the table: 8 bits each of red, green and blue from the lowest 24 down
 * @param pixels  for each pixel its place in the table, unsigned
 */
public record IndexedPixels(int[] colours, byte[] pixels) {
  private static final int COLOURS = 256;

  /**
   * The table of a picture.
   *
   * @param rgb one number a pixel: 8 bits each of red, green and blue from the lowest 24 down; the highest 8 do not count
   */
  public static IndexedPixels of(int[] rgb) {
    int[][] counted = counted(rgb);
    int[] colours = counted[0];
    List<Box> boxes = boxes(colours, counted[1]);
    byte[] indices = new byte[colours.length];      // of each colour's entry
    int[] table = new int[boxes.size()];
    for (int i = 0; i < table.length; i++) {
      table[i] = boxes.get(i).colour();
      for (int colour : boxes.get(i).colours) {
        indices[Arrays.binarySearch(colours, colour)] = (byte) i;
      }
    }
    byte[] pixels = new byte[rgb.length];
    for (int i = 0; i < pixels.length; i++) {
      // Most pixels are like the one before them, and need no search.
      pixels[i] = i > 0 && rgb[i] == rgb[i - 1] ? pixels[i - 1] : indices[Arrays.binarySearch(colours, rgb[i] & 0xffffff)];
    }
    return new IndexedPixels(table, pixels);
  }

  /** Every colour once, in rising order, and how many pixels have it. */
  private static int[][] counted(int[] pixels) {
    int[] sorted = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      sorted[i] = pixels[i] & 0xffffff;
    }
    Arrays.sort(sorted);
    int[] counts = new int[sorted.length];
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
      sorted[distinct - 1] = sorted[i];
      counts[distinct - 1]++;
    }
    return new int[][] {Arrays.copyOf(sorted, distinct), Arrays.copyOf(counts, distinct)};
  }

  private static List<Box> boxes(int[] colours, int[] counts) {
    List<Box> boxes = new ArrayList<>();
    if (colours.length <= COLOURS) {
      IntStream.range(0, colours.length).forEach(i -> boxes.add(new Box(new int[] {colours[i]}, new int[] {counts[i]})));
      return boxes;
    }
    boxes.add(new Box(colours, counts));
    while (boxes.size() < COLOURS) {
      Box widest = boxes.stream().max(Comparator.comparingDouble(box -> box.spread)).orElseThrow();
      boxes.remove(widest);
      boxes.addAll(widest.cut());
    }
    return boxes;
  }

  /** Colours that are near each other, each once, with the number of pixels that have it. */
  private static final class Box {
    private final int[] colours;
    private final int[] counts;
    private double spread = -1;                  // of the pixels about their mean, in the channel where it is largest
    private int shift;                           // to that channel: 16, 8 or 0
    private double mean;                         // in that channel

    Box(int[] colours, int[] counts) {
      this.colours = colours;
      this.counts = counts;
      for (int channel = 16; channel >= 0; channel -= 8) {
        double centre = mean(channel);
        double squares = 0;
        for (int i = 0; i < colours.length; i++) {
          double away = (colours[i] >> channel & 0xff) - centre;
          squares += counts[i] * away * away;
        }
        if (squares > spread) {
          spread = squares;
          shift = channel;
          mean = centre;
        }
      }
    }

    private double mean(int channel) {
      double sum = 0;
      for (int i = 0; i < colours.length; i++) {
        sum += (double) counts[i] * (colours[i] >> channel & 0xff);
      }
      return sum / Arrays.stream(counts).asLongStream().sum();
    }

    /** What lies below the mean and what lies above it; neither is empty where colours differ. */
    List<Box> cut() {
      return List.of(part(false), part(true));
    }

    private Box part(boolean above) {
      int[] kept = IntStream.range(0, colours.length).filter(i -> (colours[i] >> shift & 0xff) > mean == above).toArray();
      return new Box(IntStream.of(kept).map(i -> colours[i]).toArray(), IntStream.of(kept).map(i -> counts[i]).toArray());
    }

    /** The colour of at least half of its pixels, or else their mean. */
    int colour() {
      int most = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
      return 2L * counts[most] >= Arrays.stream(counts).asLongStream().sum() ? colours[most]
          : (int) (Math.round(mean(16)) << 16 | Math.round(mean(8)) << 8 | Math.round(mean(0)));
    }
  }
}
