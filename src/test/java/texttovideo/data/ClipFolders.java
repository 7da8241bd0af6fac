package texttovideo.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import texttovideo.video.Clip;
import texttovideo.video.GifWriter;
import texttovideo.video.Mp4Writer;
import texttovideo.video.PngFrames;

/** Small folders of captioned clips for tests: a dot that goes somewhere. */
public final class ClipFolders {
  /** German, with umlauts and hyphens. */
  public static final List<String> CAPTIONS = List.of("Ein grüner Punkt läuft links-oben", "ein schwarzer Punkt läuft links-oben",
      "Ein grüner Punkt läuft rechts-unten.", "ein schwarzer Punkt läuft rechts-unten");

  private ClipFolders() {
  }

  /** A dot, where it starts decided by a number. */
  public static Clip dot(int number, boolean green, boolean up, int frames, int pixels) {
    List<byte[]> all = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      byte[] frame = new byte[3 * pixels * pixels];
      Arrays.fill(frame, (byte) 255);
      int way = up ? -f : f;
      int x = pixels / 2 + number % 5 - 2 + way;
      int y = pixels / 2 + number % 3 - 1 + way;
      for (int p = 0; p < 36; p++) {
        int at = 3 * ((y + p / 6 - 3) * pixels + x + p % 6 - 3);
        frame[at] = 0;
        frame[at + 1] = (byte) (green ? 160 : 0);
        frame[at + 2] = 0;
      }
      all.add(frame);
    }
    return new Clip(all, pixels, pixels, 10);
  }

  /** A clip of a caption by its place in {@link #CAPTIONS}. */
  public static Clip dot(int number, int caption, int frames, int pixels) {
    return dot(number, caption % 2 == 0, caption < 2, frames, pixels);
  }

  /** A folder of clips as GIF files, films and frames in turn, 6 frames of 32x32 pixels; films are written enlarged. */
  public static Path write(Path folder, int clips) throws IOException {
    Files.createDirectories(folder);
    StringBuilder index = new StringBuilder("clip,caption\n");
    for (int i = 0; i < clips; i++) {
      Clip clip = dot(i, i % 4, 6, 32);
      switch (i % 3) {
        case 0 -> Files.write(folder.resolve(i + ".gif"), GifWriter.bytes(clip, 1));
        case 1 -> Mp4Writer.write(clip, folder.resolve(i + ".mp4"));
        default -> PngFrames.write(clip, folder.resolve(String.valueOf(i)));
      }
      index.append(i).append(",\"").append(CAPTIONS.get(i % 4)).append("\"\n");
    }
    Files.writeString(folder.resolve("index.csv"), index);
    return folder;
  }
}
