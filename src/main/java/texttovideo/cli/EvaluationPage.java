package texttovideo.cli;

import java.util.ArrayList;
import java.util.Base64;
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

  private static final int SHOWN = 30;           // captions with clips, of those heard and of the others
  private static final int OF_A_CAPTION = 3;     // clips of each
  private static final String HEAD = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Generated clips beside real ones</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem;
             color: #222; background: #fff; }
      table { border-collapse: collapse; margin: 0.5rem 0 2rem; display: block; overflow-x: auto; }
      th, td { padding: 0.15rem 0.7rem; border-bottom: 1px solid #bbb; text-align: left; }
      td.number, th.number { text-align: right; }
      caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
      img { width: 128px; image-rendering: pixelated; border: 1px solid #bbb; }
      figure { display: inline-block; margin: 0.3rem 1rem 0.8rem 0; vertical-align: top; }
      figcaption { font-size: 0.85rem; max-width: 270px; }
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
    tables.subList(0, tables.size() - 1).forEach(table -> page.append(table(table)));
    page.append("<h2>Clips</h2>\n<p>At the left a generated clip, at the right the clip of training that it is nearest to, with "
        + "the distance (0: a copy).</p>\n");
    for (boolean heard : new boolean[] {true, false}) {
      captionsShown(heard).forEach((caption, numbers) -> {
        page.append("<h3>").append(escaped(caption)).append(heard ? "" : " (never heard in training)").append("</h3>\n");
        numbers.stream().limit(OF_A_CAPTION).forEach(number -> page.append(pair(number)));
      });
    }
    page.append(table(tables.get(tables.size() - 1)));
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
        + String.format(Locale.ROOT, "; nearest (%.1f): ", near.distance()) + escaped(captions.apply(near.number()))
        + "</figcaption></figure>\n";
  }

  private static String verdict(double shown) {
    return shown == 0 ? "does not show its caption"
        : "shows its caption" + (shown < 1 ? ", or another that the evaluator cannot tell from it" : "");
  }

  private static String image(Clip clip, String alt) {
    return "<img alt=\"" + escaped(alt) + "\" src=\"data:image/gif;base64,"
        + Base64.getEncoder().encodeToString(GifWriter.bytes(clip, 1)) + "\">";
  }

  private static String table(Table table) {
    List<Column<?>> columns = table.columns();
    String head = columns.stream().map(column -> "<th scope=\"col\"" + kind(column) + ">" + escaped(column.name()) + "</th>")
        .collect(Collectors.joining());
    String rows = IntStream.range(0, table.rowCount()).mapToObj(row -> "<tr>" + columns.stream()
        .map(column -> "<td" + kind(column) + ">" + escaped(column.getString(row)) + "</td>").collect(Collectors.joining())
        + "</tr>\n").collect(Collectors.joining());
    return "<table><caption>" + escaped(table.name()) + "</caption><tr>" + head + "</tr>\n" + rows + "</table>\n";
  }

  private static String kind(Column<?> column) {
    return column instanceof NumericColumn ? " class=\"number\"" : "";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
