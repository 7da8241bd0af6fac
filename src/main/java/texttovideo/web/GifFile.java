package texttovideo.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import texttovideo.video.Clip;
import texttovideo.video.GifFrame;
import texttovideo.video.IndexedPixels;

/**
 * Writes animated GIF files that repeat for ever where there is no ImageIO (CompuServe 1990, "Graphics Interchange Format,
 * version 89a"): the same frames, times and tables of colours as {@link texttovideo.video.GifWriter}.
 */
final class GifFile {
  private static final byte[] FOR_EVER = {0x21, (byte) 0xff, 11, 'N', 'E', 'T', 'S', 'C', 'A', 'P', 'E', '2', '.', '0',
    3, 1, 0, 0, 0};
  private static final int OWN_TABLE = 0x87;       // the frame brings a table of 256 colours
  private static final int COLOURS = 256;
  private static final int LONGEST_BLOCK = 255;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private GifFile() {
  }

  /** The bytes of a clip's file; the clip is not enlarged. */
  static byte[] bytes(Clip clip) {
    GifFile file = new GifFile();
    file.bytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    file.numbers(clip.width(), clip.height(), 0);
    file.out.write(0);                             // pixels are square
    file.bytes(FOR_EVER);
    for (GifFrame each : GifFrame.of(clip)) {
      file.frame(IndexedPixels.of(clip.rgb(each.frame())), clip, each.delay());
    }
    file.out.write(0x3b);
    return file.out.toByteArray();
  }

  private void frame(IndexedPixels palette, Clip clip, int delay) {
    bytes((byte) 0x21, (byte) 0xf9, (byte) 4, (byte) 0);
    numbers(delay, 0);
    out.write(0x2c);
    numbers(0, 0, clip.width(), clip.height());
    out.write(OWN_TABLE);
    for (int i = 0; i < COLOURS; i++) {
      int rgb = i < palette.colours().length ? palette.colours()[i] : 0;
      out.write(rgb >> 16);
      out.write(rgb >> 8);
      out.write(rgb);
    }
    byte[] compressed = new Compression().of(palette.pixels());
    out.write(Compression.BITS);
    for (int from = 0; from < compressed.length; from += LONGEST_BLOCK) {
      int length = Math.min(LONGEST_BLOCK, compressed.length - from);
      out.write(length);
      out.write(compressed, from, length);
    }
    out.write(0);
  }

  private void bytes(byte... bytes) {
    out.write(bytes, 0, bytes.length);             // TeaVM's class library lacks writeBytes
  }

  /** 16 bits each, the lower ones first. */
  private void numbers(int... numbers) {
    for (int number : numbers) {
      out.write(number);
      out.write(number >> 8);
    }
  }

  /** LZW with codes that grow (Welch 1984, "A Technique for High-Performance Data Compression"), as GIF packs them. */
  private static final class Compression {
    static final int BITS = 8;                     // of a pixel

    private static final int CLEAR = 1 << BITS;    // empties the table
    private static final int END = CLEAR + 1;
    private static final int MOST = 1 << 12;       // codes in a table
    private static final int PLACES = 1 << 14;     // of the hash table, four for each code

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final int[] strings = new int[PLACES]; // prefix code and next pixel, plus 1; 0 is free
    private final int[] codes = new int[PLACES];
    private int next;                              // code
    private int width;                             // of a code, in bits
    private int pending;                           // bits that fill no byte yet
    private int pendingBits;

    byte[] of(byte[] pixels) {
      width = BITS + 1;
      clear();
      int prefix = pixels[0] & 0xff;
      for (int i = 1; i < pixels.length; i++) {
        int string = (prefix << BITS | (pixels[i] & 0xff)) + 1;
        int place = place(string);
        if (strings[place] == string) {
          prefix = codes[place];
        } else {
          put(prefix);
          add(string, place);
          prefix = pixels[i] & 0xff;
        }
      }
      put(prefix);
      add(0, 0);                                   // the reader's table grows once more before it meets the end
      put(END);
      packed.write(pending);
      return packed.toByteArray();
    }

    private void clear() {
      put(CLEAR);
      Arrays.fill(strings, 0);
      next = END + 1;
      width = BITS + 1;
    }

    /** Where a string stands, or could. */
    private int place(int string) {
      int place = (string * 0x9e3779b1) >>> 18;      // the 14 highest bits of a product that mixes all (Knuth 1973)
      while (strings[place] != 0 && strings[place] != string) {
        place = (place + 1) % PLACES;
      }
      return place;
    }

    private void add(int string, int place) {
      if (next == MOST) {
        clear();
        return;
      }
      strings[place] = string;
      codes[place] = next;
      if (next == 1 << width) {
        width++;
      }
      next++;
    }

    private void put(int code) {
      pending |= code << pendingBits;
      pendingBits += width;
      while (pendingBits >= BITS) {
        packed.write(pending);
        pending >>>= BITS;
        pendingBits -= BITS;
      }
    }
  }
}
