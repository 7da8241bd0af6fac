package texttovideo.video;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * What a PNG file notes beside its pixels, by which viewers change what they show and Java's reader does not: kinds of
 * colours, a turn, an animation. Names of chunks are those of the PNG specification, third edition.
 *
 * @param chunks their content by name, of each the last
 */
record PngNotes(Map<String, byte[]> chunks) {
  private static final Set<String> WANTED = Set.of("IHDR", "tRNS", "iCCP", "gAMA", "sRGB", "cHRM", "cICP", "eXIf", "acTL");
  private static final int LONGEST = 1 << 22;    // bytes of a chunk, and of a colour profile
  private static final int SIGNATURE = 8;        // bytes before the first chunk
  private static final int AROUND = 12;          // bytes of a chunk beside its content
  private static final int GAMMA = 45455;        // of sRGB, in the 100,000ths that PNG counts
  private static final int GAMMA_ROUNDING = 500;
  private static final int[] PRIMARIES = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};    // white first
  private static final int PRIMARIES_ROUNDING = 1000;
  private static final String USUAL_KIND = "1/13/0/1";       // sRGB
  private static final int ORIENTATION = 0x112;
  private static final int EXIF_ENTRY = 12;      // bytes
  private static final float SEEN = 2.5f / 255;
  private static final String REMEDY = "; save it with sRGB colours";

  /**
   * Reads the notes of a file that begins as a PNG picture does.
   *
   * @throws IOException if it has no end
   */
  static PngNotes read(ImageInputStream input) throws IOException {
    Map<String, byte[]> chunks = new HashMap<>();
    byte[] type = new byte[4];
    String name = "";
    for (long at = SIGNATURE; !name.equals("IEND");) {
      input.seek(at);
      long length = input.readUnsignedInt();
      input.readFully(type);
      name = new String(type, StandardCharsets.ISO_8859_1);
      if (WANTED.contains(name) && length <= LONGEST) {
        byte[] content = new byte[(int) length];
        input.readFully(content);
        chunks.put(name, content);
      }
      at += AROUND + length;
    }
    return new PngNotes(chunks);
  }

  /**
   * Refuses a picture that a viewer shows in another way than its pixels alone say.
   *
   * @throws IOException naming the file, what it notes and the remedy
   */
  void requireNone(Path file) throws IOException {
    if (chunks.containsKey("acTL")) {
      throw new IOException(file + " is an animated picture (APNG), and a frame is a still one: make a GIF file of it, or "
          + "a PNG file of each of its frames");
    }
    int orientation = orientation();
    if (orientation != 1) {
      throw new IOException(file + " is shown turned or mirrored (EXIF orientation " + orientation + "); save it upright");
    }
    if (chunks.containsKey("cICP")) {
      requireUsualKind(file);
    } else if (chunks.containsKey("iCCP")) {
      requireUsualProfile(file);
    } else if (chunks.containsKey("gAMA") && !chunks.containsKey("sRGB")) {      // else it is not looked at
      requireUsualGamma(file);
    }
  }

  private void requireUsualKind(Path file) throws IOException {
    byte[] kind = chunks.get("cICP");
    String numbers = kind.length != 4 ? "unknown" : kind[0] + "/" + kind[1] + "/" + kind[2] + "/" + kind[3];
    if (!numbers.equals(USUAL_KIND)) {
      throw new IOException(file + " has colours of the kind " + numbers + " (cICP)" + REMEDY);
    }
  }

  private void requireUsualProfile(Path file) throws IOException {
    byte[] chunk = chunks.get("iCCP");
    int end = 0;
    while (end < chunk.length && chunk[end] != 0) {
      end++;
    }
    String named = file + " has the colour profile \"" + new String(chunk, 0, end, StandardCharsets.ISO_8859_1) + "\"";
    boolean usual;
    try {
      int from = Math.min(end + 2, chunk.length);            // after the name's 0 and the way of compression
      InputStream bytes = new InflaterInputStream(new ByteArrayInputStream(chunk, from, chunk.length - from));
      usual = isUsual(new ICC_ColorSpace(ICC_Profile.getInstance(bytes.readNBytes(LONGEST))));
    } catch (IOException | RuntimeException broken) {        // Java throws any of them
      throw new IOException(named + ", which cannot be read" + REMEDY, broken);
    }
    if (!usual) {
      throw new IOException(named + REMEDY);
    }
  }

  /** Whether colours in this space are, to what can be seen, the same numbers in sRGB. */
  private static boolean isUsual(ColorSpace space) {
    int channels = space.getNumComponents();
    int probes = (int) Math.pow(5, channels);      // five shades of each
    for (int i = 0; i < probes; i++) {
      float[] colour = new float[channels];
      for (int c = 0, rest = i; c < channels; c++, rest /= 5) {
        colour[c] = rest % 5 / 4f;
      }
      float[] rgb = space.toRGB(colour);
      for (int c = 0; c < 3; c++) {
        if (Math.abs(rgb[c] - colour[c % channels]) > SEEN) {
          return false;
        }
      }
    }
    return true;
  }

  private void requireUsualGamma(Path file) throws IOException {
    ByteBuffer gamma = ByteBuffer.wrap(chunks.get("gAMA"));
    int value = gamma.remaining() < 4 ? 0 : gamma.getInt();
    if (Math.abs(value - GAMMA) > GAMMA_ROUNDING) {
      throw new IOException(file + " states a gamma of " + value / 1e5 + REMEDY + ", whose gamma is 0.45455");
    }
    ByteBuffer primaries = ByteBuffer.wrap(chunks.getOrDefault("cHRM", new byte[0]));
    for (int usual : PRIMARIES) {
      if (primaries.remaining() >= 4 && Math.abs(primaries.getInt() - usual) > PRIMARIES_ROUNDING) {
        throw new IOException(file + " states other primary colours than those of sRGB (cHRM)" + REMEDY);
      }
    }
  }

  /** How EXIF says that a viewer turns the picture, 1 to 8; 1, as it is, where it does not say. */
  private int orientation() {
    ByteBuffer exif = ByteBuffer.wrap(chunks.getOrDefault("eXIf", new byte[0]));
    try {
      exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = exif.getInt(4);
      int entries = exif.getShort(directory) & 0xffff;
      for (int entry = 0; entry < entries; entry++) {
        int at = directory + 2 + entry * EXIF_ENTRY;
        if (exif.getShort(at) == ORIENTATION) {
          int value = exif.getShort(at + 8);
          return value >= 1 && value <= 8 ? value : 1;
        }
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException broken) {
      return 1;
    }
    return 1;
  }

  /**
   * The shade of grey that is transparent, from 0 to 255, in a picture of less than 8 bits; -1 if there is none. Java's
   * reader does not find it.
   */
  int transparentGrey() {
    ByteBuffer header = ByteBuffer.wrap(chunks.get("IHDR"));
    byte[] transparent = chunks.get("tRNS");
    int bits = header.get(8);
    boolean isGrey = header.get(9) == 0;
    if (!isGrey || bits >= 8 || transparent == null || transparent.length != 2) {
      return -1;
    }
    int most = (1 << bits) - 1;
    return (transparent[1] & most) * 255 / most;
  }
}
