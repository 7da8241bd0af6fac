package texttovideo.video;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * The boxes that an MP4 file consists of: length, kind, content, and in some kinds further boxes. JCodec reads a box that is
 * longer than what is left as if it were boxes, goes backwards where one of them has a negative length, and fills the memory.
 */
final class Mp4Boxes {
  private static final Set<String> WITH_BOXES = Set.of("moov", "trak", "edts", "mdia", "minf", "stbl");
  private static final int DEEPEST = 8;          // boxes in boxes; a film's tables lie in the fifth
  private static final int SHORT = 8;            // bytes of length and kind
  private static final int FILLING = 4;
  private static final int LONG = 16;            // the same with a length of 64 bits

  private Mp4Boxes() {
  }

  /**
   * Refuses a file that was cut off, or whose boxes do not fit into each other.
   *
   * @throws IOException naming the file
   */
  static void requireWhole(Path file) throws IOException {
    try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
      if (!fit(input, 0, input.length(), 0)) {
        throw new IOException(file + " is not a whole MP4 file");
      }
    }
  }

  private static boolean fit(RandomAccessFile input, long from, long to, int depth) throws IOException {
    byte[] kind = new byte[4];
    for (long at = from; to - at >= SHORT;) {
      input.seek(at);
      long length = input.readInt() & 0xffffffffL;
      input.readFully(kind);
      int start = length == 1 ? LONG : SHORT;
      if (length == 0 && depth == 0) {           // to the end of the file
        return true;
      }
      if (length == 0) {                         // filling
        at += FILLING;
        continue;
      }
      if (length == 1) {
        length = to - at < LONG ? 0 : input.readLong();
      }
      if (length < start || length > to - at) {
        return false;
      }
      boolean hasBoxes = WITH_BOXES.contains(new String(kind, StandardCharsets.ISO_8859_1));
      if (hasBoxes && (depth == DEEPEST || !fit(input, at + start, at + length, depth + 1))) {
        return false;
      }
      at += length;
    }
    return true;
  }
}
