package texttovideo.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import texttovideo.data.CaptionedFolder;
import texttovideo.video.AtomicFile;

/**
 * All paths of a command, compared before any work: no output may be an input or another output, whatever name, link or
 * spelling leads to it, and every output must be one that can be written.
 */
final class CommandPaths {
  private enum Use { READ, WRITTEN, MODEL_WRITTEN, CLIPS_READ, CAPTIONED_READ, CLIPS_WRITTEN }

  /** A path as it was typed, the option it belongs to, and where it leads. */
  private record Named(String option, Path path, Use use, Path real, String ending) {
    boolean isOutput() {
      return use == Use.WRITTEN || use == Use.MODEL_WRITTEN || use == Use.CLIPS_WRITTEN;
    }

    boolean isFolder() {
      return use == Use.CLIPS_READ || use == Use.CAPTIONED_READ || use == Use.CLIPS_WRITTEN;
    }
  }

  private static final int HEADER_AT = 8;        // in a tensor file: bytes that tell the length of the header, which is JSON

  private final CommandSpec command;
  private final List<Named> paths = new ArrayList<>();

  CommandPaths(CommandSpec command) {
    this.command = command;
  }

  /** A path as one word of a command line that can be typed again. */
  static String word(Path path) {
    String text = path.toString();
    return text.matches("[\\p{L}\\p{N}_./:+=,@%-]+") ? text
        : File.separatorChar == '/' ? "'" + text.replace("'", "'\\''") + "'" : '"' + text + '"';
  }

  /** A file to be read; null if there is none. */
  CommandPaths read(String option, Path file) {
    return add(option, file, Use.READ);
  }

  /**
   * A file to be written, null if there is none. One that is there goes.
   *
   * @param ending which its name must have, such as {@code .csv}
   */
  CommandPaths written(String option, Path file, String ending) {
    return add(option, file, Use.WRITTEN, ending);
  }

  /** A model or a checkpoint to be written, where there is none yet or another one, which goes; null if there is none. */
  CommandPaths modelWritten(String option, Path file) {
    return add(option, file, Use.MODEL_WRITTEN);
  }

  /** A folder of clips to be read; null if there is none. */
  CommandPaths clipsRead(String option, Path folder) {
    return add(option, folder, Use.CLIPS_READ);
  }

  /** A folder of the user's own clips to be read, whatever their names; null if there is none. */
  CommandPaths captionedRead(String option, Path folder) {
    return add(option, folder, Use.CAPTIONED_READ);
  }

  /** A folder that clips are written to; null if there is none. */
  CommandPaths clipsWritten(String option, Path folder) {
    return add(option, folder, Use.CLIPS_WRITTEN);
  }

  private CommandPaths add(String option, Path path, Use use) {
    return add(option, path, use, "");
  }

  private CommandPaths add(String option, Path path, Use use, String ending) {
    if (path != null) {
      if (path.toString().isBlank()) {
        throw new ParameterException(command.commandLine(), option + " must name a "
            + (use == Use.READ || use == Use.WRITTEN || use == Use.MODEL_WRITTEN ? "file" : "folder") + ", not \"" + path + "\"");
      }
      paths.add(new Named(option, path, use, real(path), ending));
    }
    return this;
  }

  /**
   * Checks them all. Nothing is made or changed.
   *
   * @throws ParameterException if two of them cannot go together
   * @throws IOException if one cannot be read or written
   */
  void check() throws IOException {
    for (int i = 0; i < paths.size(); i++) {
      for (Named other : paths.subList(i + 1, paths.size())) {
        if (clash(paths.get(i), other) || clash(other, paths.get(i))) {
          throw new ParameterException(command.commandLine(), paths.get(i).option + " " + paths.get(i).path + " and "
              + other.option + " " + other.path + (same(paths.get(i).real, other.real) ? " name the same place"
              : " get into each other's way") + "; nothing was done");
        }
      }
    }
    for (Named named : paths) {
      if (named.isOutput()) {
        requireWritable(named);
      } else if (named.use == Use.READ) {
        requireReadable(named.path);
      }
    }
  }

  /** Whether writing the first would harm the second. */
  private static boolean clash(Named output, Named other) {
    if (!output.isOutput()) {
      return false;
    }
    boolean sameOrInside = (Files.isDirectory(output.real) && !output.isFolder()) ? same(output.real, other.real)
        : within(output.real, other.real);     // a file that is a folder is refused for being one
    if (output.isFolder()) {
      return same(output.real, other.real) || (sameOrInside && ClipFolder.isOwn(inside(output.real, other.real)));
    }
    if (other.isFolder() && same(output.real, other.real.resolve(ClipFolder.INDEX))) {
      return true;
    }
    if (other.use == Use.CAPTIONED_READ && within(other.real, output.real)
        && CaptionedFolder.isClip(output.real.getFileName().toString())) {
      return true;
    }
    return sameOrInside || (other.isFolder() && within(other.real, output.real)
        && ClipFolder.isOwn(inside(other.real, output.real)));
  }

  private static boolean within(Path folder, Path path) {
    for (Path at = path; at != null; at = at.getParent()) {
      if (same(folder, at)) {
        return true;
      }
    }
    return false;
  }

  /** The first name on the way from a folder to a path in it. */
  private static String inside(Path folder, Path path) {
    for (Path at = path; at.getParent() != null; at = at.getParent()) {
      if (same(folder, at.getParent())) {
        return at.getFileName().toString();
      }
    }
    return "";
  }

  /** Names that differ in case only may be one file, now or on another machine; two that exist can be asked. */
  private static boolean same(Path a, Path b) {
    try {
      return a.equals(b)
          || ((Files.exists(a) && Files.exists(b)) ? Files.isSameFile(a, b) : spelling(a).equals(spelling(b)));
    } catch (IOException unknown) {
      return spelling(a).equals(spelling(b));
    }
  }

  private static String spelling(Path path) {
    return Normalizer.normalize(path.toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Where a path leads, through links, also if nothing is there yet. */
  static Path real(Path path) {
    Path absolute = path.toAbsolutePath();
    Path at = absolute.getRoot();
    Deque<Path> names = new ArrayDeque<>();
    absolute.forEach(names::add);
    for (int links = 0; !names.isEmpty();) {
      Path name = names.pop();
      Path next = at.resolve(name);
      if (name.toString().equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
      } else if (links < AtomicFile.LINKS && Files.isSymbolicLink(next)) {
        links++;
        Path target = target(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        List<Path> more = new ArrayList<>();
        target.forEach(more::add);
        for (int i = more.size() - 1; i >= 0; i--) {
          names.push(more.get(i));
        }
      } else if (!name.toString().equals(".")) {
        at = next;
      }
    }
    return at;
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException unreadable) {
      return link.getFileName();
    }
  }

  private static void requireReadable(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  /** Hours of work must not end at a place that takes no file. */
  private static void requireWritable(Named named) throws IOException {
    requireShortNames(named);
    boolean exists = Files.exists(named.real);
    if (named.isFolder()) {
      if (exists && !Files.isDirectory(named.real)) {
        throw new NotDirectoryException(named.path.toString());
      }
    } else {
      AtomicFile.requireWritable(named.path);
      if (exists && !Files.isRegularFile(named.path)) {
        return;                                  // a device or a pipe, which is written straight into
      }
      if (exists && named.use == Use.MODEL_WRITTEN && !mayBeModel(named.path)) {
        throw new FileSystemException(named.path.toString(), null, "is no model, so none takes its place: name another file for "
            + named.option);
      }
      if (!named.path.toString().toLowerCase(Locale.ROOT).endsWith(named.ending)) {      // or it might replace one of another kind
        throw new FileSystemException(named.path.toString(), null, "does not end in " + named.ending + ": name a file that does for "
            + named.option);
      }
    }
    Path folder = named.isFolder() ? named.real : named.real.getParent();
    while (folder.getParent() != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(named.path.toString(), null, folder + " is not a folder");
    }
    if (!Files.isWritable(folder)) {
      throw new FileSystemException(named.path.toString(), null, "nothing can be written into " + folder);
    }
  }

  /** Whether a file begins as tensor files do, or is empty. */
  private static boolean mayBeModel(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] begin = in.readNBytes(HEADER_AT + 1);
      return begin.length == 0 || (begin.length > HEADER_AT && begin[HEADER_AT] == '{');
    }
  }

  /** Only the file system knows how long a name may be. The name may be one that was made of another. */
  private static void requireShortNames(Named named) throws IOException {
    try {
      Files.readAttributes(named.path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException notYet) {
      // Nothing is there, and something could be.
    } catch (FileSystemException error) {
      throw error.getReason() == null ? error : new FileSystemException(named.path.toString(), null, error.getReason() + "; "
          + named.option + " names another place");
    }
  }
}
