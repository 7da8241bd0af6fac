package texttovideo.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes a clip as an animated GIF that repeats for ever, enlarged as {@link Mp4Writer} does. A frame of up to 256
 * colours, as every real clip's are, keeps each of them exactly.
 */
public final class GifWriter {
  private static final byte[] FOR_EVER = {1, 0, 0};

  private GifWriter() {
  }

  /** Writes the clip to a file, whole or not at all. */
  public static void write(Clip clip, Path file) throws IOException {
    AtomicFile.write(file, bytes(clip));
  }

  /** The bytes of the clip's GIF file, with the frames that {@link GifFrame} names; the same clip gives the same bytes. */
  public static byte[] bytes(Clip clip) {
    return bytes(clip, Mp4Writer.enlargement(clip));
  }

  /** The same, enlarged by a factor of one's own; 1 for a file that is as small as the clip. */
  public static byte[] bytes(Clip clip, int factor) {
    Clip enlarged = clip.enlarged(factor);
    List<GifFrame> shown = GifFrame.of(clip);
    List<BufferedImage> images = shown.parallelStream()
        .map(each -> IndexedImage.of(enlarged.rgb(each.frame()), enlarged.width())).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < images.size(); i++) {
        IIOMetadata metadata = metadata(writer, images.get(i), shown.get(i).delay());
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

  private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, int delay) throws IOException {
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
