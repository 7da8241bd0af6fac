package texttovideo.video;

import java.io.IOException;
import java.nio.file.Path;

/** A clip whose file may be made to exhaust memory or stack: that says of it what a broken file says, and ends nothing else. */
record GuardedSource(Path clip, ClipSource source) implements ClipSource {
  /** Reads from the source. */
  private interface Task<T> {
    T run() throws IOException;
  }

  @Override
  public Header header() throws IOException {
    return guarded(source::header);
  }

  @Override
  public void read(Sink sink) throws IOException {
    guarded(() -> {
      source.read(sink);
      return null;
    });
  }

  private <T> T guarded(Task<T> task) throws IOException {
    try {
      return task.run();
    } catch (OutOfMemoryError error) {
      throw new IOException(clip + " takes more memory than Java has: make it smaller, or give Java more, as in java -Xmx4g "
          + "-jar ...", error);
    } catch (StackOverflowError error) {
      throw new IOException(clip + " nests too deeply to be a clip", error);
    }
  }
}
