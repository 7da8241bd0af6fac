package texttovideo.judge;

import texttovideo.scene.Outline;
import texttovideo.video.Clip;

/**
 * A frame of any square size, averaged onto the 64x64 cells of the canvas, so that all that follows measures in canvas
 * units. Each cell is the mean of the pixels it covers, weighed by how much of them it covers.
 */
final class Canvas {
  /** Cells along each side. */
  static final int SIDE = (int) Outline.CANVAS;

  /** The channels red, green, blue, each {@code [SIDE * SIDE]} in [0, 1], rows from the top. */
  final float[][] rgb;
  /** How far each cell is from white paper, {@code [SIDE * SIDE]} in [0, 1]: one minus its darkest channel. */
  final float[] ink = new float[SIDE * SIDE];

  private Canvas(float[][] rgb) {
    this.rgb = rgb;
    for (int i = 0; i < ink.length; i++) {
      ink[i] = 1 - Math.min(rgb[0][i], Math.min(rgb[1][i], rgb[2][i]));
    }
  }

  /** The canvas of one frame of a square clip. */
  static Canvas of(Clip clip, int frame) {
    byte[] pixels = clip.frames().get(frame);
    int width = clip.width();
    float[][] rgb = new float[3][SIDE * SIDE];
    float[] band = new float[width * 3];           // one row of cells, still as wide as the clip
    float scale = (float) SIDE * SIDE / (width * width) / 255;
    for (int row = 0; row < SIDE; row++) {
      java.util.Arrays.fill(band, 0);
      for (int y = first(row, width); y < end(row, width); y++) {
        float covered = overlap(row, y, width) * scale;
        for (int i = 0; i < band.length; i++) {
          band[i] += covered * (pixels[y * band.length + i] & 0xff);
        }
      }
      for (int column = 0; column < SIDE; column++) {
        for (int x = first(column, width); x < end(column, width); x++) {
          float covered = overlap(column, x, width);
          for (int c = 0; c < 3; c++) {
            rgb[c][row * SIDE + column] += covered * band[x * 3 + c];
          }
        }
      }
    }
    return new Canvas(rgb);
  }

  private static int first(int cell, int pixels) {
    return cell * pixels / SIDE;
  }

  private static int end(int cell, int pixels) {
    return ((cell + 1) * pixels + SIDE - 1) / SIDE;
  }

  /** The part of a pixel, 0..1, that lies in a cell: both as intervals along one side. */
  private static float overlap(int cell, int pixel, int pixels) {
    float unit = (float) pixels / SIDE;            // pixels a cell
    return Math.min((cell + 1) * unit, pixel + 1) - Math.max(cell * unit, pixel);
  }
}
