package dev.spate.simulation;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /// One character as readers count them, found without looking at the whole text.
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private final String text;
  private final Matcher character;
  private int start;
  private boolean more; // whether `character` is at the one that begins at `start`

  Tokens(String text) {
    this.text = text;
    this.character = CHARACTER.matcher(text);
    this.more = character.find();
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public String next() {
    if (!more) throw new NoSuchElementException();
    int from = start;
    int length = 0;
    int last;
    do {
      last = text.codePointAt(start);
      start = character.end();
      more = character.find();
      length++;
    } while (more && length < LONGEST && !isBorder(last, text.codePointAt(start)));
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
