package texttovideo.eval;

import java.util.Arrays;
import texttovideo.scene.Scene;
import texttovideo.video.Clip;

/**
 * A frame of any square size, brought to the 64x64 cells of the canvas, so that all that follows measures in canvas
 * units. Each cell is the mean of the pixels around its centre, over its own width, or over a pixel's width if that is
 * larger.
 */
final class ResampledFrame {
  /** Cells along each side. */
  static final int SIDE = (int) Scene.CANVAS;

  /** The channels red, green, blue, each {@code [SIDE * SIDE]} in [0, 1], rows from the top. */
  final float[][] rgb = new float[3][SIDE * SIDE];
  /** How far each cell is from the white background, {@code [SIDE * SIDE]} in [0, 1]: one minus its darkest channel. */
  final float[] ink = new float[SIDE * SIDE];

  /** The pixels along one side that a cell covers: the first, and the share of the cell that each of them fills. */
  private record Window(int first, float[] shares) {
    static Window of(int cell, int pixels) {
      float unit = (float) pixels / SIDE;            // pixels a cell
      float half = Math.max(unit, 1) / 2;
      float from = Math.max(0, (cell + 0.5f) * unit - half);
      float to = Math.min(pixels, (cell + 0.5f) * unit + half);
      int first = (int) from;
      float[] shares = new float[(int) Math.ceil(to) - first];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (Math.min(to, first + i + 1) - Math.max(from, first + i)) / (to - from);
      }
      return new Window(first, shares);
    }
  }

  /** One frame of a square clip, resampled. */
  ResampledFrame(Clip clip, int frame) {
    byte[] pixels = clip.frames().get(frame);
    Window[] windows = new Window[SIDE];
    Arrays.setAll(windows, cell -> Window.of(cell, clip.width()));
    float[] band = new float[clip.width() * 3];      // one row of cells, still as wide as the clip
    for (int row = 0; row < SIDE; row++) {
      Arrays.fill(band, 0);
      add(windows[row], pixels, band);
      for (int column = 0; column < SIDE; column++) {
        int cell = row * SIDE + column;
        float red = mean(windows[column], band, 0);
        float green = mean(windows[column], band, 1);
        float blue = mean(windows[column], band, 2);
        rgb[0][cell] = red;
        rgb[1][cell] = green;
        rgb[2][cell] = blue;
        ink[cell] = 1 - Math.min(red, Math.min(green, blue));
      }
    }
  }

  /** Adds the rows of pixels in a window, weighed and brought to [0, 1]. */
  private static void add(Window rows, byte[] pixels, float[] band) {
    for (int i = 0; i < rows.shares.length; i++) {
      float weight = rows.shares[i] / 255;
      int offset = (rows.first + i) * band.length;
      for (int k = 0; k < band.length; k++) {
        band[k] += weight * (pixels[offset + k] & 0xff);
      }
    }
  }

  private static float mean(Window columns, float[] band, int channel) {
    float mean = 0;
    for (int i = 0; i < columns.shares.length; i++) {
      mean += columns.shares[i] * band[(columns.first + i) * 3 + channel];
    }
    return mean;
  }
}
