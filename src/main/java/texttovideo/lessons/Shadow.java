package texttovideo.lessons;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A silhouette on a square, which stands for {@code [-1, 1]} in both directions.
 *
 * @param dark {@code [side][side]}, the first row at the top
 */
public record Shadow(boolean[][] dark) {
  private static final int INK = 128;              // below this grey level of 0-255

  /**
   * The silhouette of the one dark object on a light background that a picture shows: moved to the middle, each row
   * filled from its first to its last ink.
   *
   * @param reach how far from the middle the square extends, in pixels of the picture
   * @param side  samples along each edge of the square
   * @throws IllegalArgumentException if nothing in the picture is dark
   */
  public static Shadow of(BufferedImage picture, int reach, int side) {
    int width = picture.getWidth();
    int[] ink = IntStream.range(0, width * picture.getHeight())
        .filter(i -> (picture.getRGB(i % width, i / width) >> 8 & 255) < INK).toArray();
    if (ink.length == 0) {
      throw new IllegalArgumentException("the picture shows no ink: every pixel is lighter than " + INK + " of 255");
    }
    double middleX = IntStream.of(ink).map(i -> i % width).min().orElseThrow() / 2.0
        + IntStream.of(ink).map(i -> i % width).max().orElseThrow() / 2.0;
    double middleY = (ink[0] / width + ink[ink.length - 1] / width) / 2.0;
    boolean[][] dark = new boolean[side][side];
    for (int row = 0; row < side; row++) {
      int y = (int) Math.round(middleY + reach * (2 * (row + 0.5) / side - 1));
      int[] columns = IntStream.of(ink).filter(i -> i / width == y).map(i -> i % width).toArray();
      for (int column = 0; column < side && columns.length > 0; column++) {
        double x = middleX + reach * (2 * (column + 0.5) / side - 1);
        dark[row][column] = x >= columns[0] && x <= columns[columns.length - 1];
      }
    }
    return new Shadow(dark);
  }

  /** The same silhouette, stretched in each direction until it reaches all four edges of the square. */
  public Shadow fitted() {
    int side = dark.length;
    int[] rows = IntStream.range(0, side).filter(row -> IntStream.range(0, side).anyMatch(x -> dark[row][x])).toArray();
    int[] columns = IntStream.range(0, side).filter(x -> IntStream.range(0, side).anyMatch(row -> dark[row][x])).toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException("an empty silhouette has no size to stretch");
    }
    boolean[][] stretched = new boolean[side][side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        stretched[row][column] = dark[nearest(rows, row, side)][nearest(columns, column, side)];
      }
    }
    return new Shadow(stretched);
  }

  /** The place between the first and the last of some that lies at the same share of the way as one of {@code side} places. */
  private static int nearest(int[] places, int place, int side) {
    int length = places[places.length - 1] - places[0] + 1;
    return places[0] + (int) ((place + 0.5) * length / side);
  }

  /** The area, of the square's 4. */
  public double area() {
    return 4.0 * count(dark) / (dark.length * dark.length);
  }

  /** The share of this shadow that the other one covers, from 0 to 1; both of the same size. */
  public double coveredBy(Shadow other) {
    boolean[][] both = new boolean[dark.length][dark.length];
    for (int row = 0; row < dark.length; row++) {
      for (int column = 0; column < dark.length; column++) {
        both[row][column] = dark[row][column] && other.dark[row][column];
      }
    }
    return (double) count(both) / count(dark);
  }

  /** Black on white, one pixel a sample. */
  public BufferedImage picture() {
    BufferedImage image = new BufferedImage(dark.length, dark.length, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < dark.length * dark.length; i++) {
      image.setRGB(i % dark.length, i / dark.length, dark[i / dark.length][i % dark.length] ? 0 : 0xffffff);
    }
    return image;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shadow shadow && Arrays.deepEquals(dark, shadow.dark);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(dark);
  }

  private static int count(boolean[][] places) {
    int count = 0;
    for (boolean[] row : places) {
      for (boolean place : row) {
        count += place ? 1 : 0;
      }
    }
    return count;
  }
}
