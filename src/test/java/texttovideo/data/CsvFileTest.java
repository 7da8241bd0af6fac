package texttovideo.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CsvFileTest {
  @TempDir
  private Path folder;

  private List<CsvFile.Row> read(String text) throws IOException {
    return CsvFile.read(Files.writeString(folder.resolve("t.csv"), text));
  }

  private String refusal(String text) {
    return assertThrows(IOException.class, () -> read(text)).getMessage();
  }

  @Test
  void everyTextComesBackAsItWas() throws IOException {
    List<String> texts = List.of("1;\t2", "", "plain", "a,b", "say \"hello\"", "two\nlines", "\r\n", " spaces ", "\"", "ü€😀");
    Path file = folder.resolve("all.csv");
    CsvFile.write(List.of(texts, texts), file);
    assertEquals(List.of(texts, texts), CsvFile.read(file).stream().map(CsvFile.Row::cells).toList());
  }

  @Test
  void plainTextsStandWithoutQuotes() throws IOException {
    Path file = folder.resolve("plain.csv");
    CsvFile.write(List.of(List.of("clip", "a red circle"), List.of("0", "a,b")), file);
    assertEquals("clip,a red circle\n0,\"a,b\"\n", Files.readString(file));
  }

  @Test
  void linesAreCountedAsAnEditorDoes() throws IOException {
    assertEquals(List.of(1, 3, 5), read("a,b\n\n\"x\ny\",2\r\n3,\n").stream().map(CsvFile.Row::line).toList());
    assertEquals(List.of("3", ""), read("a,b\n3,").get(1).cells());
  }

  @Test
  void semicolonsAndTabsPartCellsToo() throws IOException {
    for (String separator : List.of(",", ";", "\t")) {
      String other = separator.equals(",") ? ";" : ",";
      List<CsvFile.Row> rows = read("\"a" + other + "\"" + separator + "b\r\n\"1" + separator + "2\"" + separator + "3" + other + "4\r\n");
      assertEquals(List.of("a" + other, "b"), rows.get(0).cells());
      assertEquals(List.of("1" + separator + "2", "3" + other + "4"), rows.get(1).cells());
    }
    assertEquals(List.of("a", "b"), read("\n\r\na;b\n1;2\n").get(0).cells());
    assertEquals(List.of("only"), read("only\n1\n").get(0).cells());
  }

  @Test
  void whatIsNoTableIsRefusedWithItsLine() {
    assertTrue(refusal("a,b\n1\n").contains("line 2: 1 cells, but 2 columns"));
    assertTrue(refusal("a,b\n\"1,2\n").contains("line 2: a quote is never closed"));
    assertTrue(refusal("a,b\n\"1\"2,3\n").contains("line 2: a quote ends before its cell does"));
    assertTrue(refusal("a,b\n1,2,3\n").contains("line 2: 3 cells, but 2 columns; a cell with a comma in it stands in quotes"));
    assertTrue(refusal("a;b\n1;2;3\n").contains("line 2: 3 cells, but 2 columns; a cell with a semicolon in it stands in quotes"));
    assertTrue(refusal("a,b\n1,\0\n").contains("is not UTF-8 text"));
  }

  @Test
  void tableIsWrittenWithItsNamesAndWholeNumbersOfDigits() {
    Table table = Table.create("t", StringColumn.create("name", "a,b"), DoubleColumn.create("share", 0.123456789));
    assertEquals("name,share\n\"a,b\",0.123456789\n", CsvFile.text(table));
  }
}
