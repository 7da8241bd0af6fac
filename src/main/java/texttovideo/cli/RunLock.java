package texttovideo.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps a second run away from the files that a long run writes more than once. The system gives the lock back when a process
 * dies; the empty hidden file that it may leave is in nobody's way. Folders that it makes go with it if they stay empty.
 */
final class RunLock implements AutoCloseable {
  private final MadeFolders folders = new MadeFolders();
  private final List<Path> files = new ArrayList<>();
  private final List<FileChannel> channels = new ArrayList<>();

  /**
   * Takes the lock of each file, which need not exist.
   *
   * @throws IOException if another run has one of them
   */
  RunLock(Path... written) throws IOException {
    Set<Path> targets = new TreeSet<>();
    for (Path file : written) {
      Path target = CommandPaths.real(file);
      if (!Files.exists(target) || Files.isRegularFile(target)) {     // else it is a device
        targets.add(target);
      }
    }
    for (Path target : targets) {
      try {
        lock(target);
      } catch (IOException | RuntimeException refused) {
        close();
        throw refused;
      }
    }
  }

  /** Whether a name is that of a lock. */
  static boolean isLock(String name) {
    return name.matches("\\.text-to-video-[0-9a-f]{8}\\.lock");
  }

  private void lock(Path target) throws IOException {
    folders.make(target.getParent());
    // A short name, for the target's may be as long as allowed.
    Path file = target.resolveSibling(String.format(".text-to-video-%08x.lock", target.getFileName().toString().hashCode()));
    FileChannel channel = take(file);
    if (channel == null) {
      throw new FileSystemException(target.toString(), null, "another run writes this file; wait for it, or name another file");
    }
    files.add(file);
    channels.add(channel);
  }

  /** Locks a file, which is made if it is missing; null if another run has it. Where the system knows no locks, all get theirs. */
  static FileChannel take(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null && Files.exists(file);
    } catch (OverlappingFileLockException inThisProcess) {
      // It is another run's.
    } catch (IOException noLocksHere) {
      locked = true;
    }
    if (!locked) {
      channel.close();
    }
    return locked ? channel : null;
  }

  /** Gives back a lock that {@link #take} gave, and removes its file. */
  static void release(Path file, FileChannel channel) throws IOException {
    try {
      Files.deleteIfExists(file);                  // while it is held: later it could be another run's
      channel.close();
    } catch (FileSystemException openOnWindows) {
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    for (int i = 0; i < files.size(); i++) {
      release(files.get(i), channels.get(i));
    }
    folders.removeEmpty();
  }
}
