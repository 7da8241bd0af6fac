package texttovideo.video;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A clip on disk, read a frame at a time: a film from a phone would not fit into memory whole. Any number of threads may read
 * different clips.
 */
public interface ClipSource {
  /** Frames that a clip may have. */
  int MOST_FRAMES = 5_000;
  /** Pixels that a frame may have: a small file may promise a picture that fills the memory. */
  int MOST_PIXELS = 1 << 26;

  /**
   * What a clip's file says of it before it is decoded.
   *
   * @param height {@code H} in pixels, as it is shown
   * @param width  {@code W} in pixels, as it is shown
   * @param frames {@code F}
   */
  record Header(int height, int width, int frames) {
    /** Refuses what no clip can be. */
    Header require(Path file) throws IOException {
      if (height < 1 || width < 1 || (long) height * width > MOST_PIXELS) {
        throw new IOException(file + " has frames of " + width + "x" + height + " pixels; a frame has 1 to " + MOST_PIXELS);
      }
      if (frames < 1 || frames > MOST_FRAMES) {
        throw new IOException(file + " has " + frames + " frames; a clip has 1 to " + MOST_FRAMES);
      }
      return this;
    }
  }

  /** Takes frames. */
  interface Sink {
    /**
     * Takes one.
     *
     * @param time   when it is shown, in any unit; frames may come in another order than they are shown
     * @param rgb    {@code byte[H * W * 3]}, laid out as {@link Clip} has it
     * @param height {@code H}
     * @param width  {@code W}
     */
    void take(double time, byte[] rgb, int height, int width);
  }

  /**
   * How large and long the clip is.
   *
   * @throws IOException if it cannot be read, or is of a kind that this program cannot decode; the message says which it can
   */
  Header header() throws IOException;

  /**
   * Hands over every frame.
   *
   * @throws IOException if the clip is broken; the message names its file
   */
  void read(Sink sink) throws IOException;

  /**
   * Refuses a clip that is, or has a frame that is, a link out of a folder.
   *
   * @param clip   a file or a folder of frames
   * @param folder that it should lie in, links followed
   * @throws IOException naming the clip or its frame
   */
  static void requireInside(Path clip, Path folder) throws IOException {
    Path root = folder.toRealPath();
    if (!clip.toRealPath().startsWith(root)) {
      throw new IOException("the clip \"" + folder.relativize(clip) + "\" is a link that leads out of the folder " + folder);
    }
    if (Files.isDirectory(clip)) {
      try (Stream<Path> files = Files.list(clip)) {
        for (Path frame : files.filter(PngSource::isFrame).filter(Files::isSymbolicLink).sorted().toList()) {
          if (Files.exists(frame) && !frame.toRealPath().startsWith(root)) {
            throw new IOException("the frame " + folder.relativize(frame) + " is a link that leads out of the folder "
                + folder);
          }
        }
      }
    }
  }

  /**
   * The reader of a clip by what it is: a folder of PNG frames, or a file that ends in {@code .gif}, {@code .mp4},
   * {@code .m4v} or {@code .mov}.
   *
   * @throws IOException if it is neither
   */
  static ClipSource of(Path clip) throws IOException {
    if (Files.exists(clip) && !Files.isReadable(clip)) {
      throw new AccessDeniedException(clip.toString());  // the readers would call it broken
    }
    if (Files.isDirectory(clip)) {
      return new GuardedSource(clip, new PngSource(clip));
    }
    String name = clip.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean isGif = name.endsWith(".gif");
    if (isGif || name.matches(".*\\.(mp4|m4v|mov)")) {
      if (!Files.isRegularFile(clip)) {
        throw new IOException(clip + " is no file");     // a pipe would be waited for
      }
      return new GuardedSource(clip, isGif ? new GifSource(clip) : new Mp4Source(clip));
    }
    throw new IOException(clip + " is no clip that can be read: a clip is an MP4 file (H.264), a GIF file, or a folder of PNG "
        + "frames");
  }
}
