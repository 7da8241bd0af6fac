package texttovideo.video;

import com.madgag.gif.fmsware.AnimatedGifEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a clip as an animated GIF that repeats for ever, enlarged as {@link Mp4Writer} does. A frame of up to 256
 * colours, as every true clip's are, keeps each of them exactly.
 */
public final class GifWriter {
  private static final int COLOURS = 256;

  private GifWriter() {
  }

  /** Writes the clip to a file, whole or not at all. */
  public static void write(Clip clip, Path file) throws IOException {
    AtomicFile.write(file, bytes(clip));
  }

  /** The bytes of the clip's GIF file; the same clip gives the same bytes. */
  public static byte[] bytes(Clip clip) {
    Clip shown = clip.enlarged(Mp4Writer.enlargement(clip));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AnimatedGifEncoder encoder = new ExactColours();
    encoder.setRepeat(0);                        // for ever
    encoder.setQuality(1);                       // look at every pixel when colours must be merged
    encoder.start(bytes);
    for (int i = 0; i < shown.length(); i++) {
      encoder.setDelay(10 * (hundredths(i + 1, shown.fps()) - hundredths(i, shown.fps())));
      encoder.addFrame(shown.image(i));
    }
    encoder.finish();
    return bytes.toByteArray();
  }

  /** When a frame begins, in the hundredths of a second that GIF counts; rounding never adds up over frames. */
  private static int hundredths(int frame, int fps) {
    return Math.round(100f * frame / fps);
  }

  /** Takes a frame's colours as they are where the library would approximate them by a neural net. */
  private static final class ExactColours extends AnimatedGifEncoder {
    @Override
    protected void analyzePixels() {
      Map<Integer, Byte> palette = palette();
      if (palette.size() > COLOURS) {
        super.analyzePixels();
        return;
      }
      colorTab = new byte[COLOURS * 3];
      palette.forEach((bgr, index) -> {
        int at = (index & 0xff) * 3;
        colorTab[at] = (byte) (int) bgr;
        colorTab[at + 1] = (byte) (bgr >> 8);
        colorTab[at + 2] = (byte) (bgr >> 16);
      });
      indexedPixels = new byte[pixels.length / 3];
      Arrays.fill(usedEntry, 0, palette.size(), true);
      for (int i = 0; i < indexedPixels.length; i++) {
        indexedPixels[i] = palette.get(bgr(i));
      }
      colorDepth = 8;
      palSize = 7;                               // GIF's way of saying 2^(7 + 1) entries
      pixels = null;
    }

    private Map<Integer, Byte> palette() {
      Map<Integer, Byte> palette = new LinkedHashMap<>();
      for (int i = 0; i < pixels.length / 3 && palette.size() <= COLOURS; i++) {
        palette.putIfAbsent(bgr(i), (byte) palette.size());
      }
      return palette;
    }

    /** The library's pixels stand blue, green, red. */
    private int bgr(int pixel) {
      return (pixels[pixel * 3] & 0xff) << 16 | (pixels[pixel * 3 + 1] & 0xff) << 8 | pixels[pixel * 3 + 2] & 0xff;
    }
  }
}
