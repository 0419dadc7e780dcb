package dev.spate.simulation;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;

/// A text in pieces such as a model says at once: a word with the white space before it, or one
/// character of a script that is written without spaces. Joined, they are the text again.
final class Tokens implements Iterator<String> {
  private static final int LONGEST = 24; // characters as readers count them, not chars
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private final String text;
  private final BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
  private int start;
  private int end; // of the first character not given yet

  Tokens(String text) {
    this.text = text;
    characters.setText(text);
    end = characters.next();
  }

  /// How many pieces `text` has.
  static long count(String text) {
    long count = 0;
    for (var tokens = new Tokens(text); tokens.hasNext(); tokens.next()) count++;
    return count;
  }

  @Override
  public boolean hasNext() {
    return end != BreakIterator.DONE;
  }

  @Override
  public String next() {
    if (!hasNext()) throw new NoSuchElementException();
    int from = start;
    int length = 0;
    int last;
    do {
      last = text.codePointAt(start);
      start = end;
      end = characters.next();
      length++;
    } while (hasNext() && length < LONGEST && !isBorder(last, text.codePointAt(start)));
    return text.substring(from, start);
  }

  private static boolean isBorder(int before, int after) {
    if (Character.isWhitespace(before)) return false; // white space goes with what follows it
    return Character.isWhitespace(after) || isUnspaced(before) || isUnspaced(after);
  }

  private static boolean isUnspaced(int codePoint) {
    return UNSPACED.contains(UnicodeScript.of(codePoint));
  }
}
