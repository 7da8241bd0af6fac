package texttovideo.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import texttovideo.data.CsvFile;
import texttovideo.video.Clip;
import texttovideo.video.GifWriter;
import texttovideo.video.Mp4Writer;
import texttovideo.video.PngFrames;

/**
 * Clips in the making. They are written into a folder of their own within the folder that they are for, and take their
 * places when all are there, the index last: until then, what an earlier run left is whole. A lock keeps a second run out.
 * Closed before it was published, a draft leaves no trace; one whose process was killed is removed by the next run.
 */
final class ClipDraft implements AutoCloseable {
  private static final Set<String> OF_THE_DESKTOP = Set.of(".ds_store", "thumbs.db", "desktop.ini", ".directory");
  private static final String LOCK = "lock";
  private static final String FRAME = "frame-\\d+\\.png";

  private final Path folder;
  private final Path draft;
  private final MadeFolders made = new MadeFolders();
  private final FileChannel channel;
  private final Set<String> replaced = new HashSet<>();
  private final List<ClipFolder.Entry> listed = new ArrayList<>();

  /**
   * Checks that the clips can take their places, and makes room for the draft.
   *
   * @param folder    where the clips will be; made if missing
   * @param names     of the clips, their numbers
   * @param overwrite whether the clips that the folder's index lists may be replaced; anything else always stays
   * @throws IOException if another run is at work there, if something is in the way, or if the folder cannot be written
   */
  ClipDraft(Path folder, Collection<String> names, boolean overwrite) throws IOException {
    this.folder = folder;
    this.draft = folder.resolve(ClipFolder.UNFINISHED);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    made.make(folder);
    requireNoLink(draft);
    Files.createDirectories(draft);
    channel = lock();
    try {
      plan(names, overwrite);
    } catch (IOException | RuntimeException refused) {
      release();
      throw refused;
    }
  }

  private FileChannel lock() throws IOException {
    FileChannel taken = RunLock.take(draft.resolve(LOCK));
    if (taken == null) {
      throw new FileSystemException(folder.toString(), null, "another run is writing into this folder");
    }
    return taken;
  }

  /** Decides what will be replaced, and refuses what must not be. */
  private void plan(Collection<String> names, boolean overwrite) throws IOException {
    Path index = folder.resolve(ClipFolder.INDEX);
    Path halfPublished = draft.resolve(ClipFolder.INDEX);
    List<Path> found = files(folder).stream().filter(file -> !isIgnored(file)).toList();
    if (!found.isEmpty() && !overwrite) {
      throw new FileAlreadyExistsException(folder.toString(), null,
          "the folder is not empty; name another one, or replace the clips that its index.csv lists with --overwrite");
    }
    if (Files.exists(index, LinkOption.NOFOLLOW_LINKS)) {
      replaced.addAll(listed(index));
    } else if (Files.isRegularFile(halfPublished, LinkOption.NOFOLLOW_LINKS)) {
      replaced.addAll(listed(halfPublished));    // an earlier run was killed while its clips took their places
    }
    if (!found.isEmpty()) {
      Set<String> all = new HashSet<>(names);
      all.addAll(replaced);
      for (String name : all) {
        requireOurs(name);
      }
    }
    if (!Files.exists(index, LinkOption.NOFOLLOW_LINKS) && !replaced.isEmpty()) {
      for (String name : replaced) {
        remove(name);
      }
      replaced.clear();
    }
    for (Path file : files(draft)) {
      if (!file.getFileName().toString().equals(LOCK)) {
        removeAll(file);
      }
    }
  }

  /** The clips of an index, if generate or synthesize wrote it. */
  private static List<String> listed(Path index) throws IOException {
    try {
      List<String> clips = ClipFolder.entries(index).stream().map(ClipFolder.Entry::clip).toList();
      if (Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS) && clips.stream().allMatch(clip -> clip.matches("\\d+"))) {
        return clips;
      }
    } catch (IOException notOurs) {
      // Told below: what it lists is of no interest to the user.
    }
    throw new FileAlreadyExistsException(index.toString(), null,
        "is not an index that this program wrote, so it and what is beside it stay; name another folder");
  }

  /** Refuses to replace files that no index lists, and to follow links. */
  private void requireOurs(String name) throws IOException {
    boolean listed = replaced.contains(name);
    Path frames = folder.resolve(name);
    if (Files.exists(frames, LinkOption.NOFOLLOW_LINKS)
        && (!listed || !Files.isDirectory(frames, LinkOption.NOFOLLOW_LINKS) || !plainFrames(frames))) {
      throw inTheWay(frames, listed);
    }
    for (String kind : List.of(".mp4", ".gif")) {
      Path file = folder.resolve(name + kind);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && (!listed || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
        throw inTheWay(file, listed);
      }
    }
  }

  private static FileAlreadyExistsException inTheWay(Path file, boolean listed) {
    return new FileAlreadyExistsException(file.toString(), null, "is in the way of a clip, and "
        + (listed ? "is or holds a link or folder that this program did not make"
            : "the folder's index.csv does not list it")
        + "; move it, or name another folder");
  }

  private static boolean plainFrames(Path clip) throws IOException {
    return files(clip).stream().filter(file -> file.getFileName().toString().matches(FRAME))
        .allMatch(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  private static void requireNoLink(Path draft) throws IOException {
    if (Files.exists(draft, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(draft, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(draft.toString());
    }
  }

  private static boolean isIgnored(Path file) {
    String name = file.getFileName().toString();
    return name.equals(ClipFolder.UNFINISHED) || isOfTheDesktop(name);
  }

  /** Whether a desktop leaves a file of that name in folders that it shows. */
  static boolean isOfTheDesktop(String name) {
    return OF_THE_DESKTOP.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Writes one clip in its three forms. Threads may write different clips at the same time. */
  void write(String name, Clip clip) throws IOException {
    requireOpen();                               // what is written now, nobody would remove
    PngFrames.write(clip, draft.resolve(name));
    Mp4Writer.write(clip, draft.resolve(name + ".mp4"));
    GifWriter.write(clip, draft.resolve(name + ".gif"));
  }

  /** Refuses work on a draft that was discarded while it was at work. */
  private void requireOpen() {
    if (!channel.isOpen()) {
      throw new StoppedException("stopped; nothing was written");
    }
  }

  /** Writes the list of the clips, the last thing that needs room on the disk. */
  void list(List<ClipFolder.Entry> entries) throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(ClipFolder.COLUMNS));
    entries.forEach(entry -> rows.add(entry.cells()));
    CsvFile.write(rows, draft.resolve(ClipFolder.INDEX));
    listed.addAll(entries);
  }

  /** Puts the listed clips in their places, in that of the replaced ones. Nobody can close the draft meanwhile. */
  synchronized void publish() throws IOException {
    requireOpen();
    Files.deleteIfExists(folder.resolve(ClipFolder.INDEX));      // first: from here on the folder makes no promise
    for (String name : replaced) {
      remove(name);
    }
    for (ClipFolder.Entry entry : listed) {
      moveFrames(entry.clip());
      for (String kind : List.of(".mp4", ".gif")) {
        Files.move(draft.resolve(entry.clip() + kind), folder.resolve(entry.clip() + kind));
      }
    }
    Files.move(draft.resolve(ClipFolder.INDEX), folder.resolve(ClipFolder.INDEX));
  }

  private void moveFrames(String name) throws IOException {
    Path target = folder.resolve(name);
    if (Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(draft.resolve(name), target);
      return;
    }
    for (Path frame : files(draft.resolve(name))) {              // beside something of the user's
      Files.move(frame, target.resolve(frame.getFileName()));
    }
  }

  private void remove(String name) throws IOException {
    Path clip = folder.resolve(name);
    if (Files.isDirectory(clip, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : files(clip)) {
        if (file.getFileName().toString().matches(FRAME)) {
          Files.delete(file);
        }
      }
      MadeFolders.removeIfEmpty(clip);
    }
    Files.deleteIfExists(folder.resolve(name + ".mp4"));
    Files.deleteIfExists(folder.resolve(name + ".gif"));
  }

  /** Removes the draft and lets others write; of a draft that was not published nothing is left. */
  @Override
  public synchronized void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    if (Files.exists(draft)) {
      for (Path file : files(draft)) {
        if (!file.getFileName().toString().equals(LOCK)) {
          removeAll(file);
        }
      }
    }
    release();
  }

  private void release() throws IOException {
    RunLock.release(draft.resolve(LOCK), channel);
    MadeFolders.removeIfEmpty(draft);
    made.removeEmpty();
  }

  private static void removeAll(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {                // links are not followed
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
