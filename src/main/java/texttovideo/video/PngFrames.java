package texttovideo.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A clip as a folder of PNG files, {@code frame-00.png}, {@code frame-01.png}, ...: exact to the pixel. */
public final class PngFrames {
  private PngFrames() {
  }

  /** Writes every frame in its own size; frames of a longer clip written there before are removed. */
  public static void write(Clip clip, Path folder) throws IOException {
    for (int i = 0; i < clip.length(); i++) {
      AtomicFile.write(file(folder, i), png(clip.image(i)));
    }
    for (int i = clip.length(); Files.deleteIfExists(file(folder, i)); i++) {
      continue;
    }
  }

  /**
   * Reads {@code frame-00.png} and all that follow it without a gap.
   *
   * @param fps frames a second, which the files do not say
   * @throws IOException if the first frame is missing, a number is skipped, or a file is no picture; its name is told
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
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("no PNG writer takes an image of type " + image.getType());
    }
    return bytes.toByteArray();
  }

  private static Path file(Path folder, int frame) {
    return folder.resolve("frame-%02d.png".formatted(frame));
  }

  private static BufferedImage image(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file " + file + "; a clip's frames are frame-00.png, frame-01.png, ...");
    }
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException(file + " is not a PNG picture");
    }
    return image;
  }

  private static byte[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    byte[] rgb = new byte[argb.length * 3];
    for (int i = 0; i < argb.length; i++) {
      rgb[i * 3] = (byte) (argb[i] >> 16);
      rgb[i * 3 + 1] = (byte) (argb[i] >> 8);
      rgb[i * 3 + 2] = (byte) argb[i];
    }
    return rgb;
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
