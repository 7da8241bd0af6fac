package texttovideo.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of PNG files, in the order of the numbers in their names: {@code 2.png} before {@code 10.png}. A gap in the numbers is
 * refused: a frame is missing.
 */
record PngSource(Path folder) implements ClipSource {
  private static final Pattern OTHER_KIND = Pattern.compile("(?i)(?!\\.).*\\d.*\\.(jpe?g|webp|bmp|tiff?|avif|heic)");
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\D*$");

  @Override
  public Header header() throws IOException {
    List<Path> files = files();
    BufferedImage first = PngFrames.image(files.get(0));
    return new Header(first.getHeight(), first.getWidth(), files.size()).require(folder);
  }

  @Override
  public void read(Sink sink) throws IOException {
    List<Path> files = files();
    int height = 0;
    int width = 0;
    for (int i = 0; i < files.size(); i++) {
      BufferedImage image = PngFrames.image(files.get(i));
      if (i > 0 && (image.getHeight() != height || image.getWidth() != width)) {
        throw new IOException(files.get(i) + " is " + image.getWidth() + "x" + image.getHeight() + " pixels, but the first "
            + "frame is " + width + "x" + height);
      }
      height = image.getHeight();
      width = image.getWidth();
      sink.take(i, PngFrames.pixels(image), height, width);
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(PngSource::isFrame)
          .sorted(Comparator.comparing(PngSource::number).thenComparing(Path::getFileName)).toList();
    }
    requireOneKind();
    if (files.isEmpty()) {
      throw new IOException("the folder " + folder + " holds no PNG frame, such as frame-00.png");
    }
    for (int i = 1; i < files.size(); i++) {
      BigInteger expected = number(files.get(i - 1)).add(BigInteger.ONE);
      if (!number(files.get(i)).equals(expected)) {
        throw new IOException("in the folder " + folder + " no frame between " + files.get(i - 1).getFileName() + " and "
            + files.get(i).getFileName() + " may be missing, and no two may have one number");
      }
    }
    return files;
  }

  /** Frames that would be passed over make a clip shorter without a word. */
  private void requireOneKind() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      Path other = all.filter(file -> OTHER_KIND.matcher(file.getFileName().toString()).matches()).sorted().findFirst()
          .orElse(null);
      if (other != null) {
        throw new IOException("in the folder " + folder + " a frame is of another kind than PNG: " + other.getFileName()
            + "; save all of them as PNG");
      }
    }
  }

  /** Whether a file of a clip's folder is named as one of its frames. */
  static boolean isFrame(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).matches("[^.].*\\.png");
  }

  /** The last number in a name, -1 without one. */
  private static BigInteger number(Path file) {
    Matcher matcher = NUMBER.matcher(file.getFileName().toString());
    return matcher.find() ? new BigInteger(matcher.group(1)) : BigInteger.ONE.negate();
  }
}
