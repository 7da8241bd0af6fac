package texttovideo.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes a clip as an animated GIF that repeats for ever, enlarged as {@link Mp4Writer} does. A frame of up to 256
 * colours, as every real clip's are, keeps each of them exactly.
 */
public final class GifWriter {
  private static final double HUNDREDTHS = 100;  // of a second: what GIF counts
  private static final int SHORTEST = 2;         // of them: browsers show a frame with less for 10
  private static final byte[] FOR_EVER = {1, 0, 0};

  private GifWriter() {
  }

  /** Writes the clip to a file, whole or not at all. */
  public static void write(Clip clip, Path file) throws IOException {
    AtomicFile.write(file, bytes(clip));
  }

  /**
   * The bytes of the clip's GIF file; the same clip gives the same bytes. Above 50 frames a second, frames are left out,
   * evenly, so that it takes as long as the clip; the first and the last are kept.
   */
  public static byte[] bytes(Clip clip) {
    return bytes(clip, Mp4Writer.enlargement(clip));
  }

  /** The same, enlarged by a factor of one's own; 1 for a file that is as small as the clip. */
  public static byte[] bytes(Clip clip, int factor) {
    Clip enlarged = clip.enlarged(factor);
    double length = HUNDREDTHS * clip.length() / clip.fps();
    int shown = (int) Math.max(1, Math.min(clip.length(), length / SHORTEST));
    List<BufferedImage> images = IntStream.range(0, shown).parallel()
        .mapToObj(i -> Math.round((float) i * (clip.length() - 1) / Math.max(1, shown - 1)))
        .map(frame -> IndexedImage.of(pixels(enlarged.frames().get(frame)), enlarged.width())).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < shown; i++) {
        // Both ends are rounded: what rounding takes from one frame it gives to the next.
        long delay = Math.round(length * (i + 1) / shown) - Math.round(length * i / shown);
        IIOMetadata metadata = metadata(writer, images.get(i), Math.max(SHORTEST, delay));
        writer.writeToSequence(new IIOImage(images.get(i), null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);         // nothing is written outside memory
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static int[] pixels(byte[] rgb) {
    int[] pixels = new int[rgb.length / 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
    }
    return pixels;
  }

  private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, long delay) throws IOException {
    // Not ImageTypeSpecifier.createFromRenderedImage: it would name Java's usual table instead of the image's own.
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    set(root, "ImageDescriptor", "interlaceFlag", "FALSE");
    set(root, "GraphicControlExtension", "delayTime", String.valueOf(delay));
    IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
    repeat.setAttribute("applicationID", "NETSCAPE");
    repeat.setAttribute("authenticationCode", "2.0");
    repeat.setUserObject(FOR_EVER);
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(repeat);
    root.appendChild(extensions);
    metadata.setFromTree(format, root);
    return metadata;
  }

  private static void set(IIOMetadataNode root, String part, String attribute, String value) {
    ((IIOMetadataNode) root.getElementsByTagName(part).item(0)).setAttribute(attribute, value);
  }
}
