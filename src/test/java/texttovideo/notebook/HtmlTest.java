package texttovideo.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import texttovideo.plot.Charts;
import texttovideo.video.Clip;

class HtmlTest {
  private final Clip clip = new Clip(List.of(new byte[192], new byte[192]), 8, 8, 10);

  @Test
  void aClipIsAVideoThatLoopsWithControlsAndACaption() {
    String html = Html.of(clip);
    assertTrue(html.contains("<video controls loop autoplay muted "), html.substring(0, 200));
    assertTrue(html.contains("src=\"data:video/mp4;base64,AAAA"));
    assertTrue(html.contains("<figcaption>2 frames of 8x8 pixels, 0.2 s</figcaption>"));
  }

  @Test
  void captionsAreText() {
    assertTrue(Html.of(Gallery.of(clip, "<b> & \"more\"")).contains("&lt;b&gt; &amp; &quot;more&quot;"));
  }

  @Test
  void aGalleryHoldsAllClipsAndNeedsACaptionForEach() {
    String html = Html.of(Gallery.of(List.of(clip, clip, clip), List.of("a", "b", "c")).width(100));
    assertEquals(3, html.split("<video", -1).length - 1);
    assertThrows(IllegalArgumentException.class, () -> Gallery.of(List.of(clip), List.of()));
  }

  @Test
  void everyPictureHasWords() {
    BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    assertTrue(Html.of(image).contains("alt=\"a picture of 64 by 32 pixels\""));
    String quoted = Html.of(Picture.of(image, "a \"black\" frame"));
    assertTrue(quoted.contains("alt=\"a &quot;black&quot; frame\" width=\"256\""));
    assertThrows(IllegalArgumentException.class, () -> Picture.of(image, " "));
    String sheet = Html.of(Picture.contactSheet(List.of(clip), List.of("a red square")));
    assertTrue(sheet.contains("one clip: a red square."));
    String chart = Html.of(Charts.lines("Losses", "step", "loss (nats)", Map.of("a", new double[][] {{0, 1}, {3, 1}})));
    assertTrue(chart.contains("alt=\"Line chart &quot;Losses&quot;: loss (nats) against step. 'a' falls from 3"));
    assertTrue(chart.contains("width=\"760\""));
  }

  @Test
  void aTableShowsItsFirstRowsWithNumbersAlignedInOneNumberOfDecimals() {
    Table table = Table.create("clips", IntColumn.create("seed", 1000, 2), StringColumn.create("prompt", "a<b", "c"),
        DoubleColumn.create("x", 0.5, 12.25), DoubleColumn.create("tiny", 0.00001, 1));
    table.doubleColumn("x").setMissing(1);
    String html = Html.of(table);
    assertTrue(html.contains("clips: 2 rows, 4 columns</caption>"));
    assertTrue(html.contains("<td style=\"text-align:right\">1000</td><td style=\"text-align:left\">a&lt;b</td>"
        + "<td style=\"text-align:right\">0.5</td><td style=\"text-align:right\">1e-05</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:right\"></td>"));
  }

  @Test
  void aTablesTextHasTheDigitsOfTheShownTable() {
    String text = Html.text(Table.create("t", DoubleColumn.create("share", 0.123456789, 1.5)));
    assertTrue(text.contains("0.123") && text.contains("1.500") && !text.contains("0.1234"), text);
  }

  @Test
  void aLongTableSaysHowManyRowsItHas() {
    IntColumn column = IntColumn.create("n");
    for (int i = 0; i < 10_000; i++) {
      column.append(i);
    }
    String html = Html.of(Table.create("manifest", column));
    assertTrue(html.contains("manifest: 10,000 rows, 1 column; the first 10</caption>"));
    assertEquals(10, html.split("<td", -1).length - 1);
  }

  @Test
  void valuesStandSideBySideAndAnythingElseIsText() {
    String html = Html.of(SideBySide.of(clip, 5, "<x>"));
    assertTrue(html.contains("<video") && html.contains("<pre>5</pre>") && html.contains("<pre>&lt;x&gt;</pre>"));
  }

  @Test
  void nothingNeedsScriptsOrStyleSheets() {
    String html = Html.of(SideBySide.of(clip, Table.create("t"), Exercise.named("e").given(random -> random.nextInt())
        .answer(n -> n).check(n -> 0)));
    List.of("<script", "<style", "<svg", "<source").forEach(tag -> assertFalse(html.contains(tag), tag));
  }
}
