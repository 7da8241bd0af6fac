package texttovideo.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import texttovideo.text.WordTokenizer;

/** What a folder of clips holds, and of what it holds too little to learn from. */
public final class FolderSummary {
  private static final int FEW_CLIPS = 200;
  private static final int RARE = 5;             // training clips that a word should have at least
  private static final int TOO_RARE = 2;
  private static final int TOLD = 20;            // words in a line
  private static final Pattern SIGN = Pattern.compile("\\p{S}");      // emoji, arrows, currencies

  private final FolderDataset data;
  private final Map<String, Integer> clipsOfWord = new TreeMap<>();      // training clips whose caption has it

  /** Counts. */
  public FolderSummary(FolderDataset data) {
    this.data = data;
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (int row : data.rows(true)) {
      new HashSet<>(WordTokenizer.words(data.caption(row)))
          .forEach(word -> rows.computeIfAbsent(word, none -> new ArrayList<>()).add(row));
    }
    rows.forEach((word, some) -> clipsOfWord.put(word, clips(some)));
  }

  private int clips(List<Integer> rows) {
    return data.clips(rows.stream().mapToInt(row -> row).toArray());
  }

  /** Clips, captions, words and how they are split. */
  public List<String> lines() {
    int[] all = IntStream.range(0, data.size()).toArray();
    int[] heldOut = data.rows(false);
    Map<String, List<Integer>> captions = data.byCaption(all);
    long unheard = captions.keySet().stream().filter(caption -> !data.isHeard(caption)).count();
    List<String> lines = new ArrayList<>();
    int clips = data.clips(all);
    lines.add(counted(clips, "clip") + (clips == data.size() ? "" : " in " + data.size() + " rows") + ", "
        + counted(captions.size(), "caption") + ", "
        + counted(clipsOfWord.size(), "word") + "; decoded "
        + String.format(Locale.ROOT, "%.0f MB", data.bytes() / 1e6) + (data.channels() == 1 ? ", all grey" : ", in colour"));
    lines.add("training: " + counted(data.clips(data.rows(true)), "clip") + " of " + counted(captions.size() - unheard, "caption")
        + "; held out: " + counted(data.clips(heldOut), "clip") + (unheard == 0 ? "" : ", "
        + data.clips(IntStream.of(heldOut).filter(row -> !data.isHeard(data.caption(row))).toArray()) + " of them of "
        + counted(unheard, "caption") + " that training never hears") + " ("
        + (data.folder().hasSplit() ? "as the column split says" : "chosen by caption: the list has no column split") + ")");
    return lines;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Words that few clips show, the rarest first; empty if there are none. */
  List<String> rareWords() {
    return clipsOfWord.entrySet().stream().filter(word -> word.getValue() < RARE)
        .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Comparator.comparing(Map.Entry::getKey)))
        .map(word -> word.getKey() + " (" + word.getValue() + ")").toList();
  }

  /** Of what there is too little; empty if there is enough of everything. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    int training = data.clips(data.rows(true));
    if (training < FEW_CLIPS) {
      warnings.add(training + (training == 1 ? " training clip is" : " training clips are") + " few: take " + FEW_CLIPS + " or more");
    }
    int[] heldOut = data.rows(false);
    if (heldOut.length == 0) {
      warnings.add("no clip is held out, so evaluate will refuse: " + (data.folder().hasSplit() ? "name some in the column split"
          : "name some in a column split, or have 10 clips of a caption, or 10 captions"));
    } else if (IntStream.of(heldOut).allMatch(row -> data.isHeard(data.caption(row)))) {
      warnings.add("no caption is held out, so whether the model can combine words anew will not be seen: name some in a column "
          + "split");
    }
    List<String> signs = data.folder().rows().stream().map(CaptionedFolder.Row::caption)
        .filter(caption -> SIGN.matcher(caption).find()).distinct().toList();
    if (!signs.isEmpty()) {
      warnings.add(signs.size() + (signs.size() == 1 ? " caption holds" : " captions hold") + " signs that are not read, only letters "
          + "and digits are: \"" + signs.get(0) + "\" is \"" + WordTokenizer.key(signs.get(0)) + "\"");
    }
    long still = data.folder().rows().stream().filter(row -> row.header().frames() == 1).map(CaptionedFolder.Row::file).distinct()
        .count();
    if (still > 0) {
      warnings.add(still + (still == 1 ? " clip has" : " clips have") + " a single frame: nothing moves in "
          + (still == 1 ? "it" : "them"));
    }
    Map<String, List<Integer>> captions = data.byCaption(data.rows(true));
    long single = captions.values().stream().filter(rows -> rows.size() == 1).count();
    if (single > 0) {
      warnings.add(single + " of " + counted(captions.size(), "caption") + (single == 1 ? " has" : " have") + " one training clip only: "
          + "what else their clips could look like is not to be learnt from them");
    }
    List<String> rare = rareWords();
    if (!rare.isEmpty()) {
      warnings.add("rare words, in fewer than " + RARE + " training clips: " + rare.stream().limit(TOLD)
          .collect(Collectors.joining(", ")) + (rare.size() > TOLD ? ", and " + (rare.size() - TOLD) + " more" : ""));
    }
    long tooRare = clipsOfWord.values().stream().filter(clips -> clips <= TOO_RARE).count();
    if (tooRare > 0) {
      warnings.add(tooRare + (tooRare == 1 ? " word stands" : " words stand") + " in " + TOO_RARE
          + " training clips or fewer: too little to learn " + (tooRare == 1 ? "it" : "them") + " from");
    }
    List<String> unknown = data.byCaption(heldOut).keySet().stream().flatMap(caption ->
        WordTokenizer.words(caption).stream()).distinct().filter(word -> !clipsOfWord.containsKey(word)).toList();
    if (!unknown.isEmpty()) {
      warnings.add("words of held-out captions that no training clip has, so their captions cannot be made: "
          + unknown.stream().limit(TOLD).collect(Collectors.joining(", ")));
    }
    return warnings;
  }
}
