package texttovideo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import texttovideo.text.WordTokenizer;

/**
 * Chooses what is held out of a folder whose list does not say: a tenth of the captions with all their clips, and a tenth of the
 * clips of every other caption that has ten. Words always stay in another caption of training, and captions that are not held out
 * whole keep a clip. A clip that has several captions takes all of them with it, so the captions held out whole may have a fifth of
 * the clips at most. The choice follows from captions and names alone, not from the order of rows, so training and evaluation
 * make the same.
 */
final class HeldOut {
  private static final int ONE_IN = 10;
  private static final int CLIPS_ONE_IN = 5;

  private final Map<String, Set<Path>> clips = new LinkedHashMap<>();        // by caption
  private final Map<Path, Set<String>> captions = new HashMap<>();           // by clip
  private final Map<String, Integer> left = new HashMap<>();                 // clips of training, by caption
  private final Map<String, Integer> uses = new HashMap<>();                 // captions of training, by word
  private final Set<Path> heldOut = new HashSet<>();

  private HeldOut(List<CaptionedFolder.Row> rows) {
    for (CaptionedFolder.Row row : rows) {
      String caption = WordTokenizer.key(row.caption());
      clips.computeIfAbsent(caption, none -> new HashSet<>()).add(row.file());
      captions.computeIfAbsent(row.file(), none -> new HashSet<>()).add(caption);
    }
    clips.forEach((caption, files) -> left.put(caption, files.size()));
    clips.keySet().forEach(caption -> words(caption).forEach(word -> uses.merge(word, 1, Integer::sum)));
  }

  /**
   * The clips, by their files, that are held out.
   *
   * @param folder where the files are; in subfolders, too
   */
  static Set<Path> choose(List<CaptionedFolder.Row> rows, Path folder) {
    HeldOut choice = new HeldOut(rows);
    choice.holdOutCaptions();
    choice.holdOutClips(folder);
    return choice.heldOut;
  }

  private void holdOutCaptions() {
    int captionsLeft = clips.size() / ONE_IN;
    int clipsLeft = Math.max(1, captions.size() / CLIPS_ONE_IN);
    for (String caption : shuffled(clips.keySet())) {
      Set<Path> files = new HashSet<>(clips.get(caption));
      files.removeAll(heldOut);
      Map<String, Integer> lost = new HashMap<>();                           // clips, by caption
      files.forEach(file -> captions.get(file).forEach(each -> lost.merge(each, 1, Integer::sum)));
      List<String> gone = lost.keySet().stream().filter(each -> lost.get(each).equals(left.get(each))).toList();
      Map<String, Integer> unused = new HashMap<>();                         // captions, by word
      gone.forEach(each -> words(each).forEach(word -> unused.merge(word, 1, Integer::sum)));
      if (!files.isEmpty() && gone.size() <= captionsLeft && files.size() <= clipsLeft
          && unused.keySet().stream().allMatch(word -> unused.get(word) < uses.get(word))) {
        unused.forEach((word, times) -> uses.merge(word, -times, Integer::sum));
        files.forEach(this::holdOut);
        captionsLeft -= gone.size();
        clipsLeft -= files.size();
      }
    }
  }

  private void holdOutClips(Path folder) {
    for (String caption : shuffled(clips.keySet()).stream().filter(each -> left.get(each) > 0).toList()) {
      Map<String, Path> byName = new HashMap<>();
      clips.get(caption).forEach(file -> byName.put(folder.relativize(file).toString().replace('\\', '/'), file));
      int wanted = byName.size() / ONE_IN - (byName.size() - left.get(caption));
      for (String name : shuffled(byName.keySet())) {
        Path file = byName.get(name);
        if (wanted > 0 && !heldOut.contains(file) && captions.get(file).stream().allMatch(each -> left.get(each) > 1)) {
          holdOut(file);
          wanted--;
        }
      }
    }
  }

  private void holdOut(Path file) {
    heldOut.add(file);
    captions.get(file).forEach(caption -> left.merge(caption, -1, Integer::sum));
  }

  private static Set<String> words(String caption) {
    return Set.copyOf(WordTokenizer.words(caption));
  }

  /** An order that looks like chance and is always the same. */
  private static List<String> shuffled(Set<String> texts) {
    List<String> all = new ArrayList<>(texts);
    all.sort(Comparator.comparing(HeldOut::scattered).thenComparing(Comparator.naturalOrder()));
    return all;
  }

  /** FNV's hash, stirred: {@code String.hashCode} gives neighbours to texts that differ in their last letter. */
  private static Long scattered(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ hash >>> 29;
  }
}
