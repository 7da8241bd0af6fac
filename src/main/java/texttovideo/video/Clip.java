package texttovideo.video;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A video in memory: frames of 8-bit RGB pixels, all of one size.
 *
 * @param frames one {@code byte[H * W * 3]} a frame: rows from the top, pixels from the left, red, green, blue, each
 *               0-255 unsigned. They are copied on the way in; what {@code frames()} gives is the clip's own, not to be
 *               written to: a copy for every look would cost more than what is done with it
 * @param height {@code H} in pixels
 * @param width  {@code W} in pixels
 * @param fps    frames a second
 */
public record Clip(List<byte[]> frames, int height, int width, int fps) {
  /** Checks that there is a frame, that every frame has the stated size, and that the rate is positive. */
  public Clip {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a clip needs at least one frame");
    }
    if (height < 1 || width < 1 || fps < 1) {
      throw new IllegalArgumentException("height, width and fps must be at least 1, not " + height + ", " + width + ", "
          + fps);
    }
    int size = frameSize(height, width);
    for (byte[] frame : frames) {
      if (frame.length != size) {
        throw new IllegalArgumentException("a frame of " + height + "x" + width + " RGB pixels has " + size
            + " bytes, not " + frame.length);
      }
    }
    frames = frames.stream().map(byte[]::clone).toList();
  }

  private static int frameSize(long height, long width) {
    if (height * width > Integer.MAX_VALUE / 3) {
      throw new IllegalArgumentException("a frame may have " + Integer.MAX_VALUE / 3 + " pixels, not " + height + "x"
          + width);
    }
    return (int) (height * width * 3);
  }

  /**
   * A clip of a network's frames, as {@link PixelScale} reads them; one frame's numbers are held at a time.
   *
   * @param units for each frame its numbers {@code [C, H, W]} in [-1, 1], C 3 for red, green and blue or 1 for grey
   */
  public static Clip ofFrames(IntFunction<float[]> units, int frames, int height, int width, int fps) {
    int area = Math.multiplyExact(height, width);
    List<byte[]> pixels = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      float[] planes = units.apply(f);
      if (planes.length != 3 * area && planes.length != area) {
        throw new IllegalArgumentException("a frame of " + height + "x" + width + " has 1 or 3 channels, not "
            + planes.length + " numbers");
      }
      int colour = planes.length == area ? 0 : area;      // from one channel to the next
      byte[] frame = new byte[3 * area];
      for (int p = 0; p < area; p++) {
        frame[3 * p] = PixelScale.toPixel(planes[p]);
        frame[3 * p + 1] = PixelScale.toPixel(planes[p + colour]);
        frame[3 * p + 2] = PixelScale.toPixel(planes[p + 2 * colour]);
      }
      pixels.add(frame);
    }
    return new Clip(pixels, height, width, fps);
  }

  /**
   * A grey clip of ink: 0 is the white background, 1 black.
   *
   * @param ink {@code [F, H, W]} in row-major order; numbers outside [0, 1] are clamped
   */
  public static Clip ofInk(float[] ink, int height, int width, int fps) {
    int size = frameSize(height, width) / 3;
    if (size < 1 || ink.length == 0 || ink.length % size != 0) {
      throw new IllegalArgumentException("frames of " + height + "x" + width + " cannot be cut from " + ink.length
          + " numbers");
    }
    List<byte[]> frames = new ArrayList<>();
    for (int from = 0; from < ink.length; from += size) {
      byte[] frame = new byte[size * 3];
      for (int i = 0; i < frame.length; i++) {
        frame[i] = PixelScale.toPixel(1 - 2 * ink[from + i / 3]);
      }
      frames.add(frame);
    }
    return new Clip(frames, height, width, fps);
  }

  /**
   * Checks that clips can stand in one batch.
   *
   * @throws IllegalArgumentException if they are not all of one length and size
   */
  public static void requireAlike(List<Clip> clips) {
    Clip first = clips.get(0);
    if (clips.stream().anyMatch(clip -> clip.length() != first.length() || clip.height() != first.height()
        || clip.width() != first.width())) {
      throw new IllegalArgumentException("clips of one batch must have one length and size, not " + clips);
    }
  }

  /** {@code F}, the number of frames. */
  public int length() {
    return frames.size();
  }

  /** One channel (0 red, 1 green, 2 blue) of one pixel, 0-255. */
  public int value(int frame, int y, int x, int channel) {
    return frames.get(frame)[(y * width + x) * 3 + channel] & 0xff;
  }

  /**
   * The least of a pixel's three channels, 0-255: 255 for white, and the less the more ink there is.
   *
   * @param frame one of {@link #frames}
   * @param pixel {@code y * W + x}
   */
  public static int darkest(byte[] frame, int pixel) {
    return Math.min(frame[3 * pixel] & 0xff, Math.min(frame[3 * pixel + 1] & 0xff, frame[3 * pixel + 2] & 0xff));
  }

  /** A frame's pixels {@code [H * W]}: 8 bits each of red, green and blue from the lowest 24 down. */
  public int[] rgb(int frame) {
    byte[] bytes = frames.get(frame);
    int[] rgb = new int[height * width];
    for (int p = 0; p < rgb.length; p++) {
      rgb[p] = (bytes[3 * p] & 0xff) << 16 | (bytes[3 * p + 1] & 0xff) << 8 | (bytes[3 * p + 2] & 0xff);
    }
    return rgb;
  }

  /** A frame as an image that a notebook shows and ImageIO writes. */
  public BufferedImage image(int frame) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = frames.get(frame);
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }
    return image;
  }

  /** The same pixels, {@code factor} times as high and wide: each pixel becomes a square, nothing is blurred. */
  public Clip enlarged(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("the factor must be at least 1, not " + factor);
    }
    int size = frameSize((long) height * factor, (long) width * factor);
    int wide = width * factor;
    List<byte[]> large = frames.stream().map(frame -> {
      byte[] out = new byte[size];
      for (int y = 0; y < height * factor; y++) {
        for (int x = 0; x < wide; x++) {
          System.arraycopy(frame, (y / factor * width + x / factor) * 3, out, (y * wide + x) * 3, 3);
        }
      }
      return out;
    }).toList();
    return new Clip(large, height * factor, wide, fps);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Clip clip && height == clip.height && width == clip.width && fps == clip.fps
        && Arrays.deepEquals(frames.toArray(), clip.frames.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(frames.toArray());
  }

  @Override
  public String toString() {
    return "clip of " + length() + " frames, " + width + "x" + height + " RGB, " + fps + " frames a second";
  }
}
