package texttovideo.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import texttovideo.eval.CaptionJudge;
import texttovideo.eval.NearestNeighbour;
import texttovideo.eval.OwnClipsEvaluation;
import texttovideo.notebook.Html;
import texttovideo.video.Clip;
import texttovideo.video.GifWriter;

/**
 * One page that shows an evaluation, all in one file: tables, and clips beside the nearest clips of training.
 *
 * @param evaluation what was judged
 * @param nearest    by clip that was judged, the nearest of training
 * @param clips      number to training clip
 * @param captions   number to its caption
 */
record EvaluationPage(OwnClipsEvaluation evaluation, List<NearestNeighbour.Nearest> nearest, IntFunction<Clip> clips,
    IntFunction<String> captions) {
  /** The page's file. */
  static final String NAME = "index.html";
  /** The tables' files, in their order. */
  static final List<String> TABLES = List.of("captions-shown.csv", "variety.csv", "copies.csv", "words.csv", "by-caption.csv");
  /** All files of an evaluation: the tables in their order, then the page, which shows them. */
  static final List<String> FILES = Stream.concat(TABLES.stream(), Stream.of(NAME)).toList();

  /** How to read each of them. */
  private static final List<String> NOTES = List.of(
      "real, held out: the ceiling, as the evaluator makes mistakes, too. real, shuffled captions: the floor, what luck finds. "
          + "from and to: where the mean over all such captions lies, with 95% certainty. never heard: captions that no training "
          + "clip has. A part of captions is judged with the rest as the caption has it; \"all but ...\" is that rest.",
      "As real clips: a ratio of 1. Less in the first three rows: the model varies less than reality, in all, in where things "
          + "start, in how they look. More in the last two: things change their form while they move. Where real clips give next "
          + "to nothing there is no ratio: what generated ones give says it alone.",
      "Generated clips should be no nearer to training clips than real ones are that are held out. What the first frame shows is "
          + "compared at one size and place.",
      "How often the evaluator finds a word in clips whose captions have it, and in others; in generated clips as often as in "
          + "real ones is best.",
      "The captions that clips were generated of, one by one. from and to: 95% interval of so many clips.");
  private static final int SHOWN = 30;           // captions with clips, of those heard and of the others
  private static final int OF_A_CAPTION = 3;     // clips of each
  private static final String HEAD = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Generated clips beside real ones</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem;
             color: #222; background: #fff; }
      table { border-collapse: collapse; margin: 0.5rem 0; display: block; overflow-x: auto; }
      th, td { padding: 0.15rem 0.7rem; border-bottom: 1px solid #bbb; text-align: left; }
      td.number, th.number { text-align: right; }
      caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
      img { width: 128px; image-rendering: pixelated; border: 1px solid #bbb; }
      figure { display: inline-block; margin: 0.3rem 1rem 0.8rem 0; vertical-align: top; }
      figcaption { font-size: 0.85rem; max-width: 270px; }
      p.note { margin: 0 0 2rem; }
      @media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b; } }
      </style></head><body>
      """;

  /** The page. */
  String html(List<Table> tables) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>Generated clips beside real ones</h1>\n<p>A small network learnt from the real training clips which words a "
        + "clip shows. What it says of real clips that are held out is the ceiling; the same clips under captions "
        + "dealt out anew are the floor. A figure says something between both only. Captions that the network cannot tell apart "
        + "count as a guess among them.</p>\n");
    int last = tables.size() - 1;
    for (int i = 0; i < last; i++) {
      page.append(table(tables.get(i), NOTES.get(i)));
    }
    page.append("<h2>Clips</h2>\n<p>At the left a generated clip, at the right the clip of training that it is nearest to, with "
        + "the distance (0: a copy).</p>\n");
    for (boolean heard : new boolean[] {true, false}) {
      captionsShown(heard).forEach((caption, numbers) -> {
        page.append("<h3>").append(Html.escape(caption)).append(heard ? "" : " (never heard in training)").append("</h3>\n");
        numbers.stream().limit(OF_A_CAPTION).forEach(number -> page.append(pair(number)));
      });
    }
    page.append(table(tables.get(last), NOTES.get(last)));
    return page.append("</body></html>\n").toString();
  }

  private Map<String, List<Integer>> captionsShown(boolean heard) {
    Map<String, List<Integer>> all = new LinkedHashMap<>();
    for (int i = 0; i < evaluation.judged().size(); i++) {
      OwnClipsEvaluation.Sample sample = evaluation.judged().get(i).sample();
      if (sample.kind().equals(OwnClipsEvaluation.GENERATED) && sample.heard() == heard
          && (all.containsKey(sample.caption()) || all.size() < SHOWN)) {
        all.computeIfAbsent(sample.caption(), caption -> new ArrayList<>()).add(i);
      }
    }
    return all;
  }

  private String pair(int number) {
    OwnClipsEvaluation.Judged judged = evaluation.judged().get(number);
    NearestNeighbour.Nearest near = nearest.get(number);
    return "<figure>" + image(judged.sample().clip(), "generated clip of: " + judged.sample().caption()) + " "
        + image(clips.apply(near.number()), "training clip of: " + captions.apply(near.number())) + "<figcaption>"
        + verdict(judged.shown().get(CaptionJudge.WHOLE))
        + String.format(Locale.ROOT, "; nearest (%.1f): ", near.distance()) + Html.escape(captions.apply(near.number()))
        + "</figcaption></figure>\n";
  }

  private static String verdict(double shown) {
    return shown == 0 ? "does not show its caption"
        : "shows its caption" + (shown < 1 ? ", or another that the evaluator cannot tell from it" : "");
  }

  private static String image(Clip clip, String alt) {
    return "<img alt=\"" + Html.escape(alt) + "\" src=\"" + Html.data("image/gif", GifWriter.bytes(clip, 1)) + "\">";
  }

  private static String table(Table table, String note) {
    List<Column<?>> columns = table.columns();
    String head = columns.stream().map(column -> "<th scope=\"col\"" + kind(column) + ">" + Html.escape(column.name()) + "</th>")
        .collect(Collectors.joining());
    String rows = IntStream.range(0, table.rowCount()).mapToObj(row -> "<tr>" + columns.stream()
        .map(column -> "<td" + kind(column) + ">" + Html.escape(column.getString(row)) + "</td>").collect(Collectors.joining())
        + "</tr>\n").collect(Collectors.joining());
    return "<table><caption>" + Html.escape(table.name()) + "</caption><tr>" + head + "</tr>\n" + rows + "</table>\n"
        + "<p class=\"note\">" + Html.escape(note) + "</p>\n";
  }

  private static String kind(Column<?> column) {
    return column instanceof NumericColumn ? " class=\"number\"" : "";
  }
}
