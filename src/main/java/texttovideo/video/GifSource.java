package texttovideo.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

/** An animated GIF, as browsers show it on white. */
record GifSource(Path file) implements ClipSource {
  private static final int INSTEAD = 10;         // hundredths of a second: how long browsers show a frame that is too short
  private static final int END = 0x3b;           // a GIF's last byte
  private static final int FEWEST_INTERLACED = 5;       // rows, below which Java's reader loses some where they are interlaced

  /** Reads the file. */
  private interface Task<T> {
    T run(ImageReader reader) throws IOException;
  }

  @Override
  public Header header() throws IOException {
    return open(this::header);
  }

  private Header header(ImageReader reader) throws IOException {
    requireEnd();
    IIOMetadataNode screen = screen(reader);
    int frames = reader.getNumImages(true);
    return (screen == null ? new Header(reader.getHeight(0), reader.getWidth(0), frames)
        : new Header(number(screen, "logicalScreenHeight"), number(screen, "logicalScreenWidth"), frames)).require(file);
  }

  /** The reader takes what is left of a file that was cut off. */
  private void requireEnd() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      for (long at = bytes.length() - 1; at >= 0; at--) {
        bytes.seek(at);
        int last = bytes.read();
        if (last == END) {
          return;
        }
        if (last != 0) {                         // some programs fill the end with zeros
          break;
        }
      }
    }
    throw new IOException(file + " is not a whole GIF picture: its end is missing");
  }

  @Override
  public void read(Sink sink) throws IOException {
    open(reader -> {
      read(reader, sink);
      return null;
    });
  }

  private void read(ImageReader reader, Sink sink) throws IOException {
    Header header = header(reader);
    BufferedImage shown = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_RGB);
    clear(shown, 0, 0, header.width(), header.height());
    int time = 0;
    for (int i = 0; i < header.frames(); i++) {
      IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
      IIOMetadataNode place = first(root, "ImageDescriptor");
      IIOMetadataNode control = first(root, "GraphicControlExtension");
      String after = control == null ? "none" : control.getAttribute("disposalMethod");
      BufferedImage before = after.equals("restoreToPrevious") ? copy(shown) : null;
      int x = number(place, "imageLeftPosition");
      int y = number(place, "imageTopPosition");
      new Header(reader.getHeight(i), reader.getWidth(i), header.frames()).require(file);     // it need not fit the screen
      requireReadable(i, place, header);
      BufferedImage part = whole(reader, i);
      Graphics2D graphics = shown.createGraphics();
      graphics.drawImage(part, x, y, null);
      graphics.dispose();
      sink.take(time, pixels(shown), header.height(), header.width());
      int delay = control == null ? 0 : number(control, "delayTime");
      time += delay < GifFrame.SHORTEST ? INSTEAD : delay;
      if (before != null) {
        shown = before;
      } else if (after.equals("restoreToBackgroundColor")) {
        clear(shown, x, y, part.getWidth(), part.getHeight());
      }
    }
  }

  /** Refuses what Java's reader gets wrong, and a first frame for which browsers make the screen larger. */
  private void requireReadable(int i, IIOMetadataNode place, Header header) throws IOException {
    int height = number(place, "imageHeight");
    if (place.getAttribute("interlaceFlag").equalsIgnoreCase("true") && height > 1 && height < FEWEST_INTERLACED) {
      throw new IOException("frame " + i + " of " + file + " has " + height + " rows that are interlaced, which needs " + FEWEST_INTERLACED
          + " or more; save it without interlacing");
    }
    if (i == 0 && (height > header.height() || number(place, "imageWidth") > header.width())) {
      throw new IOException("the first frame of " + file + " is " + height + " pixels high and " + number(place, "imageWidth")
          + " wide, its screen " + header.height() + " and " + header.width() + "; save it again");
    }
  }

  /** A frame's part. The reader only warns of what is damaged, and says nothing of rows that are missing. */
  private BufferedImage whole(ImageReader reader, int i) throws IOException {
    Care care = new Care();
    reader.addIIOReadWarningListener(care);
    reader.addIIOReadProgressListener(care);
    BufferedImage part = reader.read(i);
    reader.removeAllIIOReadWarningListeners();
    reader.removeAllIIOReadProgressListeners();
    if (care.warned || care.percent < 100) {
      throw new IOException(file + " is not a whole GIF picture: frame " + i + " is damaged, or has no colours");
    }
    return part;
  }

  /** Notes whether a picture was read to its end. */
  private static final class Care implements IIOReadWarningListener, IIOReadProgressListener {
    private boolean warned;
    private float percent;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      warned = true;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      percent = percentageDone;                  // of rows
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {
    }

    @Override
    public void sequenceComplete(ImageReader source) {
    }

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {
    }

    @Override
    public void imageComplete(ImageReader source) {
    }

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {
    }

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {
    }

    @Override
    public void thumbnailComplete(ImageReader source) {
    }

    @Override
    public void readAborted(ImageReader source) {
    }
  }

  private <T> T open(Task<T> task) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      if (!reader.getOriginatingProvider().canDecodeInput(input)) {
        throw new IOException(file + " is not a GIF picture");
      }
      reader.setInput(input);
      return task.run(reader);
    } catch (RuntimeException | IIOException | EOFException error) {     // the reader throws any of them where a file is broken
      throw new IOException(file + " is not a whole GIF picture", error);
    } finally {
      reader.dispose();
    }
  }

  private static IIOMetadataNode screen(ImageReader reader) throws IOException {
    return first((IIOMetadataNode) reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0"),
        "LogicalScreenDescriptor");
  }

  private static IIOMetadataNode first(IIOMetadataNode root, String name) {
    return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
  }

  private static int number(IIOMetadataNode node, String attribute) {
    return Integer.parseInt(node.getAttribute(attribute));
  }

  private static void clear(BufferedImage image, int x, int y, int width, int height) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(x, y, width, height);
    graphics.dispose();
  }

  private static BufferedImage copy(BufferedImage image) {
    BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    copy.setData(image.getData());
    return copy;
  }

  private static byte[] pixels(BufferedImage image) {
    int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] bytes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return bytes;
  }
}
