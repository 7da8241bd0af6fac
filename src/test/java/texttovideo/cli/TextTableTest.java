package texttovideo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TextTableTest {
  /** Made anew, for a column takes its format from the locale of the moment. */
  private static Table table() {
    return Table.create("clips", StringColumn.create("split", "training", "all"),
        IntColumn.create("n", new int[] {7, 1234}));
  }

  @Test
  void textsStandAtTheLeftAndNumbersAtTheRight() {
    assertEquals("clips\n  split        n\n  training     7\n  all       1234\n", TextTable.of(table()));
  }

  /** Captions are the user's. */
  @Test
  void whateverACellHoldsItsRowIsOneLine() {
    assertEquals("clips\n  caption\n  a b%s%n{}\n", TextTable.of(Table.create("clips", StringColumn.create("caption",
        "a\r\n b%s%n{}"))));
  }

  @Test
  void digitsAreTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals("clips\n  split        n\n  training     7\n  all       1234\n", TextTable.of(table()));
    } finally {
      Locale.setDefault(before);
    }
  }
}
