package dev.spate.generation;

import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The latest pieces of a text, held back as long as a stop sequence may begin in them, and the
/// extras between them, as long as these are few.
final class HeldText {
  private static final int MOST_CHARS_OF_EXTRAS = 64 << 10;

  private final List<String> sequences;
  private final int longest;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder(); // of these pieces
  private int charsOfExtras; // likewise

  HeldText(List<String> sequences) {
    this.sequences = sequences;
    this.longest = sequences.stream().mapToInt(String::length).max().orElse(0);
  }

  void add(Piece piece) {
    pieces.add(piece);
    if (piece instanceof Text(var more)) text.append(more);
    else charsOfExtras += piece.chars();
  }

  /// The extras, if they are too many to wait for the text that they lie in.
  List<Piece> releaseExtras() {
    if (charsOfExtras <= MOST_CHARS_OF_EXTRAS) return List.of();
    var extras = pieces.stream().filter(piece -> !(piece instanceof Text)).toList();
    pieces.removeIf(piece -> !(piece instanceof Text));
    charsOfExtras = 0;
    return extras;
  }

  /// Where the stop sequence begins that is complete first, or -1. Of those that end at the same
  /// place, it is the longest, however the text came in pieces.
  int stop() {
    int start = -1;
    int end = Integer.MAX_VALUE;
    for (var sequence : sequences) {
      int from = text.indexOf(sequence);
      int to = from + sequence.length();
      if (from < 0 || to > end || (to == end && from > start)) continue;
      start = from;
      end = to;
    }
    return start;
  }

  /// How many chars lie before anything that may become a stop sequence.
  int harmless() {
    int from = Math.max(0, text.length() - longest);
    while (!mayBegin(text.substring(from))) from++;
    return from;
  }

  /// The empty text may begin any.
  private boolean mayBegin(String tail) {
    return tail.isEmpty() || sequences.stream().anyMatch(sequence -> sequence.startsWith(tail));
  }

  /// The first so many chars, in the pieces that they came in, and the extras that follow them.
  List<Piece> release(int chars) {
    var released = new ArrayList<Piece>();
    int left = chars;
    while (!pieces.isEmpty()) {
      if (pieces.peek() instanceof Text(var said) && said.length() > left) {
        if (left > 0) {
          released.add(new Text(said.substring(0, left)));
          pieces.pop();
          pieces.push(new Text(said.substring(left)));
        }
        break;
      }
      var piece = pieces.pop();
      released.add(piece);
      if (piece instanceof Text(var said)) left -= said.length();
      else charsOfExtras -= piece.chars();
    }
    text.delete(0, chars);
    return released;
  }

  List<Piece> releaseAll() {
    return release(text.length());
  }
}
