package texttovideo.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import texttovideo.video.Clip;

/**
 * Decoded clips of one length and size, one byte a number, in a file of their own: any number of them takes no memory but what
 * the system lends to its files. A grey clip takes a third. The file goes when it is closed. Safe for any number of threads.
 */
final class PackedClips implements Closeable {
  private static final int GREY = 8;             // steps of 255 that a film's colours may lie apart, by rounding

  private final int frames;
  private final int pixels;
  private final int fps;
  private final Path path;
  private final RandomAccessFile file;           // not a channel, which an interrupt would close
  private final List<Place> places = new ArrayList<>();
  private long end;

  private record Place(long from, boolean grey) {
  }

  /** @param folder where the file is made */
  PackedClips(Path folder, int frames, int pixels, int fps) throws IOException {
    this.frames = frames;
    this.pixels = pixels;
    this.fps = fps;
    Files.createDirectories(folder);
    path = Files.createTempFile(folder, ".text-to-video-", ".clips");
    file = new RandomAccessFile(path.toFile(), "rw");
    try {
      Files.delete(path);                        // it has no name any more, so that nothing is left of it after a crash
    } catch (IOException openOnWindows) {
      path.toFile().deleteOnExit();
    }
  }

  /**
   * Adds a clip; its number.
   *
   * @throws UncheckedIOException if there is no room for it
   */
  int add(Clip clip) {
    if (clip.length() != frames || clip.height() != pixels || clip.width() != pixels) {
      throw new IllegalArgumentException("clips must have " + frames + " frames of " + pixels + "x" + pixels + " pixels, not "
          + clip);
    }
    boolean grey = clip.frames().stream().allMatch(PackedClips::isGrey);
    int area = pixels * pixels;
    byte[] bytes = new byte[frames * area * (grey ? 1 : 3)];
    for (int f = 0; f < frames; f++) {
      byte[] rgb = clip.frames().get(f);
      if (grey) {
        for (int p = 0; p < area; p++) {
          bytes[f * area + p] = (byte) (((rgb[3 * p] & 0xff) + (rgb[3 * p + 1] & 0xff) + (rgb[3 * p + 2] & 0xff) + 1) / 3);
        }
      } else {
        System.arraycopy(rgb, 0, bytes, f * rgb.length, rgb.length);
      }
    }
    synchronized (this) {
      try {
        file.seek(end);
        file.write(bytes);
      } catch (IOException error) {
        throw new UncheckedIOException(new FileSystemException(path.getParent().toString(), null,
            "the decoded clips find no room here (" + error.getMessage() + ")"));
      }
      places.add(new Place(end, grey));
      end += bytes.length;
      return places.size() - 1;
    }
  }

  private static boolean isGrey(byte[] rgb) {
    return IntStream.range(0, rgb.length / 3).map(p -> 3 * p).allMatch(p ->
        Math.abs((rgb[p] & 0xff) - (rgb[p + 1] & 0xff)) <= GREY && Math.abs((rgb[p + 1] & 0xff) - (rgb[p + 2] & 0xff)) <= GREY
            && Math.abs((rgb[p] & 0xff) - (rgb[p + 2] & 0xff)) <= GREY);
  }

  /** Whether all clips are grey. */
  synchronized boolean allGrey() {
    return places.stream().allMatch(Place::grey);
  }

  /** Bytes of the file. */
  synchronized long length() {
    return end;
  }

  /** A clip by its number. */
  Clip get(int number) {
    int area = pixels * pixels;
    boolean grey;
    byte[] bytes;
    synchronized (this) {
      Place place = places.get(number);
      grey = place.grey;
      bytes = new byte[frames * area * (grey ? 1 : 3)];
      try {
        file.seek(place.from);
        file.readFully(bytes);
      } catch (IOException error) {
        throw new UncheckedIOException("the decoded clips in " + path + " can no longer be read", error);
      }
    }
    List<byte[]> all = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      byte[] rgb = new byte[3 * area];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = grey ? bytes[f * area + i / 3] : bytes[f * rgb.length + i];
      }
      all.add(rgb);
    }
    return new Clip(all, pixels, pixels, fps);
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }
}
