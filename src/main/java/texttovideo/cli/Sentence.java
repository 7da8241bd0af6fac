package texttovideo.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import texttovideo.generate.TextToVideo;
import texttovideo.text.Prompt;

/**
 * A sentence as it was typed, and what it means.
 *
 * @param text   what was typed
 * @param prompt the same, taken apart; null if it is none of the grammar but words that a model knows
 */
record Sentence(String text, Prompt prompt) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";     // some editors begin a UTF-8 file with it

  /** What a model is asked for. */
  String caption() {
    return prompt == null ? text : prompt.sentence();
  }

  /**
   * A sentence that a model knows.
   *
   * @throws IllegalArgumentException if it does not; the message names the word and the nearest known one
   */
  static Sentence of(String text, TextToVideo model) {
    if (model.hasGrammar()) {
      return of(text);
    }
    model.requireKnown(text);
    return new Sentence(text.strip(), null);
  }

  /**
   * A sentence of the grammar.
   *
   * @throws IllegalArgumentException if it is none; the message names the word, the nearest known word and the grammar
   */
  static Sentence of(String text) {
    return new Sentence(text.strip(), Prompt.parse(text));
  }

  /**
   * The sentences of a UTF-8 file for a model, one a line; blank lines are skipped.
   *
   * @throws IllegalArgumentException if any line is none or says what one before it says, or all are blank; the
   *     message names the file, the first such line and what is wrong with it, and the numbers of the others
   * @throws IOException if the file cannot be read
   */
  static List<Sentence> ofFile(Path file, TextToVideo model) throws IOException {
    List<String> lines = lines(file);
    List<Sentence> sentences = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> said = new HashMap<>();       // line by caption
    String first = null;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          Sentence sentence = of(lines.get(i), model);
          Integer before = said.putIfAbsent(sentence.caption(), i + 1);
          if (before != null) {
            throw new IllegalArgumentException("says the same as line " + before + ", so its clips would be the same; --count "
                + "makes several clips of a sentence");
          }
          sentences.add(sentence);
        } catch (IllegalArgumentException error) {
          first = first == null ? file + ", line " + (i + 1) + ": " + error.getMessage() : first;
          wrong.add(String.valueOf(i + 1));
        }
      }
    }
    if (first != null) {
      List<String> others = wrong.subList(1, wrong.size());
      throw new IllegalArgumentException(first
          + (others.isEmpty() ? "" : "; lines that are wrong too: " + String.join(", ", others)));
    }
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no sentence" + (model.hasGrammar() ? "; the grammar is: " + Prompt.grammar() : ""));
    }
    return sentences;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
    } catch (CharacterCodingException error) {
      throw new IOException(file + " is not UTF-8 text", error);
    }
  }
}
