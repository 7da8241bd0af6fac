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
 * Chooses what is held out of a folder whose list does not say: a tenth of the captions with all their clips, as long as each
 * of their words stays in another caption, and a tenth of the clips of every other caption that has ten. The choice follows from
 * captions and names alone, not from the order of rows, so training and evaluation make the same.
 */
final class HeldOut {
  private static final int ONE_IN = 10;

  private HeldOut() {
  }

  /** The clips, by their files, that are held out. */
  static Set<Path> choose(List<CaptionedFolder.Row> rows) {
    Map<String, Set<Path>> clips = new LinkedHashMap<>();          // by caption
    rows.forEach(row -> clips.computeIfAbsent(key(row.caption()), caption -> new HashSet<>()).add(row.file()));
    Map<String, Integer> uses = new HashMap<>();                   // captions of training that have a word
    clips.keySet().forEach(caption -> words(caption).forEach(word -> uses.merge(word, 1, Integer::sum)));
    Set<Path> heldOut = new HashSet<>();
    Set<String> captions = new HashSet<>();
    for (String caption : shuffled(clips.keySet())) {
      if (captions.size() < clips.size() / ONE_IN && words(caption).stream().allMatch(word -> uses.get(word) > 1)) {
        words(caption).forEach(word -> uses.merge(word, -1, Integer::sum));
        captions.add(caption);
        heldOut.addAll(clips.get(caption));
      }
    }
    for (Map.Entry<String, Set<Path>> each : clips.entrySet()) {
      if (!captions.contains(each.getKey())) {
        Map<String, Path> byName = new HashMap<>();
        each.getValue().forEach(file -> byName.put(file.getFileName().toString(), file));
        List<String> names = shuffled(byName.keySet());
        names.subList(0, names.size() / ONE_IN).forEach(name -> heldOut.add(byName.get(name)));
      }
    }
    return heldOut;
  }

  /** What two captions have in common that say the same. */
  static String key(String caption) {
    return String.join(" ", WordTokenizer.words(caption));
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
