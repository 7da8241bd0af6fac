package texttovideo.video;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * What a PNG file notes beside its pixels, by which viewers change what they show and Java's reader does not: kinds of
 * colours, a turn, an animation. Names of chunks are those of the PNG specification, third edition.
 *
 * @param chunks  their content by name; of the pixels' none
 * @param picture a PNG file of nothing but the pixels: Java's reader looks at no checksum, takes the wrong one of two chunks,
 *                stumbles over broken texts and unpacks those that fill the memory
 */
record PngNotes(Map<String, byte[]> chunks, byte[] picture) {
  private static final String HEADER = "IHDR";
  private static final String PALETTE = "PLTE";
  private static final String TRANSPARENT = "tRNS";
  private static final String PIXELS = "IDAT";
  private static final String END = "IEND";
  private static final String EXIF = "eXIf";     // of those wanted, the only one that may come after the pixels
  private static final Set<String> NEEDED = Set.of(HEADER, PALETTE, PIXELS, END);
  private static final Set<String> WANTED = Set.of(HEADER, PALETTE, TRANSPARENT, "iCCP", "gAMA", "sRGB", "cHRM", "cICP", EXIF,
      "acTL");
  private static final int BITS = 8;             // where in the header a sample's bits stand
  private static final int KIND = 9;             // and what samples there are
  private static final int GREY = 0;
  private static final int COLOUR = 2;
  private static final int INDEXED = 3;
  private static final int LONGEST = 1 << 22;    // bytes of a colour profile
  private static final int SIGNATURE = 8;        // bytes before the first chunk
  private static final int INTENTS = 4;          // of sRGB
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
   * @param file its name in error messages
   * @throws IOException if it is damaged, or chunks stand where viewers do not agree what they mean
   */
  static PngNotes read(Path file, ImageInputStream input) throws IOException {
    Map<String, byte[]> chunks = new HashMap<>();
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    byte[] signature = new byte[SIGNATURE];
    input.readFully(signature);
    picture.write(signature);
    String before = "";
    for (String name = ""; !name.equals(END); before = name) {
      int length = (int) Math.min(Integer.MAX_VALUE, input.readUnsignedInt());
      byte[] type = new byte[4];
      input.readFully(type);
      name = new String(type, StandardCharsets.ISO_8859_1);
      if (length > input.length() - input.getStreamPosition()) {
        throw broken(file, "it was cut off");
      }
      byte[] content = new byte[length];
      input.readFully(content);
      if (input.readInt() != checksum(type, content)) {
        throw broken(file, "the checksum of its " + name + " chunk is wrong");
      }
      requireInPlace(file, name, before, chunks);
      if (WANTED.contains(name) || name.equals(PIXELS)) {
        chunks.put(name, name.equals(PIXELS) ? new byte[0] : content);
      }
      byte[] needed = needed(name, content, chunks.get(HEADER));
      if (needed.length > 0 || name.equals(END)) {
        picture.write(ByteBuffer.allocate(2 * Integer.BYTES).putInt(needed.length).put(type).array());
        picture.write(needed);
        picture.write(ByteBuffer.allocate(Integer.BYTES).putInt(checksum(type, needed)).array());
      }
    }
    return new PngNotes(chunks, picture.toByteArray());
  }

  private static IOException broken(Path file, String reason) {
    return new IOException(file + " is not a whole PNG picture: " + reason + "; save it again");
  }

  private static int checksum(byte[] type, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(content);
    return (int) sum.getValue();
  }

  /** Of two chunks of one kind some viewers take the first, others the last; those that come too late some pass over. */
  private static void requireInPlace(Path file, String name, String before, Map<String, byte[]> chunks) throws IOException {
    if (name.equals(HEADER) != before.isEmpty()) {
      throw broken(file, "it does not begin with its header, or has two");
    }
    if (chunks.containsKey(name) && !(name.equals(PIXELS) && before.equals(PIXELS))) {
      throw broken(file, "it has two chunks " + name + ", or other chunks between its pixels");
    }
    if (WANTED.contains(name) && chunks.containsKey(PIXELS) && !name.equals(EXIF)) {
      throw broken(file, "its " + name + " chunk comes after its pixels");
    }
    if (Character.isUpperCase(name.charAt(0)) && !NEEDED.contains(name)) {
      throw broken(file, "nobody knows how to read its " + name + " chunk");
    }
  }

  /** What Java's reader is to see of a chunk. */
  private static byte[] needed(String name, byte[] content, byte[] header) {
    int kind = header.length > KIND ? header[KIND] : INDEXED;
    if (name.equals(TRANSPARENT) && (kind == GREY || kind == COLOUR)) {
      byte[] masked = content.clone();           // of each sample's two bytes as many bits as samples have
      for (int i = 0; i < masked.length && header[BITS] <= 8; i++) {
        masked[i] &= (byte) (i % 2 == 0 ? 0 : (1 << header[BITS]) - 1);
      }
      return masked;
    }
    boolean ofPalette = name.equals(TRANSPARENT) || name.equals(PALETTE);
    return (ofPalette && kind == INDEXED) || (!ofPalette && NEEDED.contains(name)) ? content : new byte[0];
  }

  /** How many colours the palette has, or as many as there can be if the picture has none. */
  int colours() {
    return chunks.containsKey(PALETTE) ? chunks.get(PALETTE).length / 3 : Integer.MAX_VALUE;
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
    } else if (chunks.containsKey("gAMA") && !isOfUsualKind()) {       // else it is not looked at
      requireUsualGamma(file);
    }
  }

  /** Whether it says in a way that counts that its colours are those of sRGB. */
  private boolean isOfUsualKind() {
    byte[] intent = chunks.get("sRGB");
    return intent != null && intent.length == 1 && intent[0] >= 0 && intent[0] < INTENTS;
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
    ByteBuffer exif = ByteBuffer.wrap(chunks.getOrDefault(EXIF, new byte[0]));
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
    ByteBuffer header = ByteBuffer.wrap(chunks.get(HEADER));
    byte[] transparent = chunks.get(TRANSPARENT);
    int bits = header.get(BITS);
    boolean isGrey = header.get(KIND) == GREY;
    if (!isGrey || bits >= 8 || transparent == null || transparent.length != 2) {
      return -1;
    }
    int most = (1 << bits) - 1;
    return (transparent[1] & most) * 255 / most;
  }
}
