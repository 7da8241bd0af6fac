package texttovideo.video;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A clip as a folder of PNG files, {@code frame-00.png}, {@code frame-01.png}, ...: exact to the pixel.
 *
 * <p>Frames that another program saved again are read as a viewer shows them on white: with a palette, as shades of grey,
 * with 16 bits (of which 8 are kept), transparent. What would need colour management, a turn or a choice among moving
 * pictures is refused ({@link PngNotes}).
 */
public final class PngFrames {
  private PngFrames() {
  }

  /** Writes every frame in its own size; frames of a longer clip written there before are removed. */
  public static void write(Clip clip, Path folder) throws IOException {
    for (int i = 0; i < clip.length(); i++) {
      AtomicFile.write(file(folder, i), png(clip.image(i)));
    }
    int later = clip.length();
    while (Files.deleteIfExists(file(folder, later))) {
      later++;
    }
  }

  /**
   * Reads {@code frame-00.png} and all that follow it without a gap.
   *
   * @param fps frames a second, which the files do not say
   * @throws IOException if the first frame is missing, a number is skipped, or a file is no whole PNG picture that can be
   *                     read exactly; its name is told
   */
  public static Clip read(Path folder, int fps) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    BufferedImage first = image(file(folder, 0));
    for (int i = 0; i == 0 || Files.exists(file(folder, i)); i++) {
      BufferedImage image = image(file(folder, i));
      if (image.getWidth() != first.getWidth() || image.getHeight() != first.getHeight()) {
        throw new IOException(file(folder, i) + " is " + image.getWidth() + "x" + image.getHeight()
            + " pixels, but the first frame is " + first.getWidth() + "x" + first.getHeight());
      }
      frames.add(pixels(image));
    }
    requireNoneAfter(folder, frames.size());
    return new Clip(frames, first.getHeight(), first.getWidth(), fps);
  }

  /** A picture as the bytes of a PNG file. */
  public static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {      // ImageIO's own takes a file of /tmp
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("no PNG writer takes an image of type " + image.getType());
      }
    }
    return bytes.toByteArray();
  }

  private static Path file(Path folder, int frame) {
    return folder.resolve(String.format(Locale.ROOT, "frame-%02d.png", frame));
  }

  /** A picture that can be read exactly. */
  static BufferedImage image(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file " + file + "; a clip's frames are frame-00.png, frame-01.png, ...");
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      if (!reader.getOriginatingProvider().canDecodeInput(input)) {
        throw new IOException(file + " is not a PNG picture");
      }
      PngNotes notes = PngNotes.read(file, input);
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(notes.picture())));
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > ClipSource.MOST_PIXELS) {
        throw new IOException(file + " has " + pixels + " pixels; a frame may have " + ClipSource.MOST_PIXELS);
      }
      notes.requireNone(file);
      BufferedImage image = reader.read(0);
      requireInPalette(file, image, notes.colours());
      return withTransparent(notes.transparentGrey(), image);
    } catch (RuntimeException | IIOException | EOFException e) {      // the reader throws any of them where a file is broken
      throw new IOException(file + " is not a whole PNG picture", e);
    } finally {
      reader.dispose();
    }
  }

  /** What is shown in place of a colour that is missing differs from viewer to viewer. */
  private static void requireInPalette(Path file, BufferedImage image, int colours) throws IOException {
    for (int i = 0; image.getColorModel() instanceof IndexColorModel && i < image.getWidth() * image.getHeight(); i++) {
      int index = image.getRaster().getSample(i % image.getWidth(), i / image.getWidth(), 0);
      if (index >= colours) {
        throw new IOException(file + " shows colour " + index + " of a palette of " + colours + "; save it again");
      }
    }
  }

  /** Java's reader compares the transparent shade with samples that it has scaled to 8 bits already. */
  private static BufferedImage withTransparent(int shade, BufferedImage image) {
    WritableRaster raster = image.getRaster();
    for (int i = 0; shade >= 0 && i < image.getWidth() * image.getHeight(); i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      if (raster.getSample(x, y, 0) == shade) {
        raster.setSample(x, y, 1, 0);
      }
    }
    return image;
  }

  /** Its pixels on white, laid out as {@link Clip} has them. */
  static byte[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int[] argb = isGrey(image) ? grey(image.getRaster()) : image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    byte[] rgb = new byte[argb.length * 3];
    for (int i = 0; i < argb.length; i++) {
      for (int c = 0; c < 3; c++) {
        int alpha = argb[i] >>> 24;
        int value = (argb[i] >> (16 - 8 * c)) & 0xff;
        rgb[i * 3 + c] = (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
    return rgb;
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getRaster().getNumBands() < 3 && !(image.getColorModel() instanceof IndexColorModel);
  }

  /** Shades of grey, with alpha if there is a second band. Java's own conversion takes them for amounts of light. */
  private static int[] grey(Raster raster) {
    int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    int[] argb = new int[raster.getWidth() * raster.getHeight()];
    int[] pixel = new int[raster.getNumBands()];
    for (int i = 0; i < argb.length; i++) {
      raster.getPixel(i % raster.getWidth(), i / raster.getWidth(), pixel);
      int alpha = pixel.length > 1 ? eightBits(pixel[1], most) : 255;
      argb[i] = alpha << 24 | eightBits(pixel[0], most) * 0x010101;
    }
    return argb;
  }

  private static int eightBits(int sample, int most) {
    return (sample * 255 + most / 2) / most;
  }

  private static void requireNoneAfter(Path folder, int count) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long found = files.filter(file -> file.getFileName().toString().matches("frame-\\d{2,}\\.png")).count();
      if (found != count) {
        throw new IOException("the folder " + folder + " holds " + found + " frames, but " + file(folder, count)
            + " is missing");
      }
    }
  }
}
