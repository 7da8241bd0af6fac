package texttovideo.video;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a file whole or not at all: what stood there before is replaced at once, never in part. All files of this project
 * are written here. Threads may write different files at the same time.
 *
 * <p>A symbolic link is followed: the file it names is replaced, the link stays. Replacing keeps the mode. What cannot be
 * replaced without harm is written straight into: devices and pipes, a file with several hard links, and a file that would
 * change its owner or group. A thread that is interrupted finishes its file, and stays interrupted.
 */
public final class AtomicFile {
  /** So many links are followed, one to the next: as many as Linux follows. */
  public static final int LINKS = 40;

  private static final Set<PosixFilePermission> WRITING = Set.of(PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private AtomicFile() {
  }

  /**
   * Writes the bytes to a temporary file in the same folder, then moves it into place. Missing folders are made.
   *
   * @throws IOException if the path is a folder, the file is read-only, or the file or its folder cannot be written; it
   *                     names the file. A file that is replaced is then as it was
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    writeAll(Map.of(file, bytes));
  }

  /**
   * Writes files that belong together: none takes its place before all have found room. The last of them, if it is replaced, is
   * gone until the others stand: where it is, whatever ends the process, all are of one run.
   *
   * @param files bytes by file, in order
   * @throws IOException as {@link #write} does
   */
  public static void writeAll(Map<Path, byte[]> files) throws IOException {
    List<Draft> drafts = new ArrayList<>();
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Draft draft = new Draft(file.getKey(), requireWritable(file.getKey()), file.getValue(), drafts.size());
        drafts.add(draft);
        draft.prepare();
      }
      Draft last = drafts.get(drafts.size() - 1);
      if (drafts.size() > 1 && last.isMoved) {
        Files.deleteIfExists(last.target);
      }
      for (Draft draft : drafts) {
        draft.publish();
      }
    } finally {
      for (Draft draft : drafts) {
        Files.deleteIfExists(draft.part);
      }
    }
  }

  /** A file on its way to its place. */
  private static final class Draft {
    final Path file;
    final Path target;        // links followed
    final byte[] bytes;
    final Path part;          // a file beside it, which takes its place
    boolean isMoved;          // whether it does: else the target is written straight into

    Draft(Path file, Path target, byte[] bytes, int number) {
      this.file = file;
      this.target = target;
      this.bytes = bytes;
      // Not Files.createTempFile: its files are private to the user. A short name, for the target's may be as long as allowed.
      part = target.resolveSibling("." + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + "-" + number
          + ".part");
    }

    private boolean isDevice() {
      return Files.exists(target) && !Files.isRegularFile(target);
    }

    void prepare() throws IOException {
      if (!isDevice()) {
        named(() -> {
          Files.createDirectories(target.getParent());
          uninterrupted(part, bytes);
          isMoved = !Files.exists(target) || takesPlaceOf(target, part);
        });
      }
    }

    void publish() throws IOException {
      named(() -> {
        if (isMoved) {
          move(part, target);
        } else if (isDevice()) {
          append(target, bytes);
        } else {
          overwrite();
        }
      });
    }

    /** What stood there stands there again if the new content finds no room. */
    private void overwrite() throws IOException {
      byte[] old = Files.readAllBytes(target);
      Files.delete(part);
      try {
        uninterrupted(target, bytes);
      } catch (IOException noRoom) {
        uninterrupted(target, old);
        throw noRoom;
      }
    }

    /** Errors name the file that was asked for: a full disk says only that it is full. */
    private void named(Task task) throws IOException {
      try {
        task.run();
      } catch (FileSystemException e) {
        String reason = e instanceof AccessDeniedException ? "its folder cannot be written to" : e.getReason();
        throw part.toString().equals(e.getFile()) ? new FileSystemException(file.toString(), null, reason) : e;
      } catch (IOException e) {
        FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
        named.initCause(e);
        throw named;
      }
    }
  }

  /** What may fail on the way. */
  private interface Task {
    void run() throws IOException;
  }

  /**
   * Checks what can be known before a long work begins: that {@link #write} would not refuse the path. Nothing is changed.
   *
   * @return what would be written: links followed
   * @throws IOException if the path is empty or a folder, the file is read-only, or links lead in a circle
   */
  public static Path requireWritable(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (file.toString().isEmpty()) {
      throw new FileSystemException("\"\"", null, "names no file");
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
    boolean special = Files.exists(target) && !Files.isRegularFile(target);    // /dev/stdout links to what has no path
    for (int links = 0; !special && Files.isSymbolicLink(target); links++) {
      if (links == LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    if (Files.exists(target) && (!Files.isWritable(target) || isReadOnly(target))) {
      throw new FileSystemException(file.toString(), null, "is read-only");
    }
    return target;
  }

  /** An interrupt asks to stop, which can wait for one file: whoever is asked to stop must be able to save what there is. */
  private static void uninterrupted(Path file, byte[] bytes) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          Files.write(file, bytes);
          return;
        } catch (ClosedByInterruptException asked) {
          interrupted = Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether its mode lets nobody write: the superuser could, but the owner does not want it. */
  private static boolean isReadOnly(Path target) throws IOException {
    PosixFileAttributes attributes = posix(target);
    return attributes != null && attributes.permissions().stream().noneMatch(WRITING::contains);
  }

  /** Gives the part the target's mode; false where a move would cut hard links or change the file's owner or group. */
  private static boolean takesPlaceOf(Path target, Path part) throws IOException {
    PosixFileAttributes old = posix(target);
    if (old == null) {
      return true;
    }
    PosixFileAttributes replacement = posix(part);
    if ((int) Files.getAttribute(target, "unix:nlink") > 1 || !old.owner().equals(replacement.owner())
        || !old.group().equals(replacement.group())) {
      return false;
    }
    Files.setPosixFilePermissions(part, old.permissions());
    return true;
  }

  /** Null where files have no POSIX attributes, as on Windows. */
  private static PosixFileAttributes posix(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null ? null : view.readAttributes();
  }

  /** Appends: a device has no old content, and a terminal's output redirected to a file keeps what it holds. */
  private static void append(Path target, byte[] bytes) throws IOException {
    try (OutputStream out = new FileOutputStream(target.toFile(), true)) {
      out.write(bytes);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
