package dev.spate.openai;

import dev.spate.generation.Output;
import dev.spate.stream.StreamEvent.Piece;
import java.util.ArrayList;
import java.util.List;

/// What came before the first token, held back so that nobody notices when another attempt begins
/// anew.
final class HeldPieces {
  private static final int MOST = 256;
  private static final int MOST_CHARS = 64 << 10; // of all of them

  private final List<Piece> held = new ArrayList<>();
  private int chars;

  /// Whether `piece` is held back now. What isn't begins the answer: a token, or more than is held.
  boolean hold(Piece piece) {
    if (piece.isToken()) return false;
    if (held.size() == MOST || chars + piece.chars() > MOST_CHARS) return false;
    chars += piece.chars();
    return held.add(piece);
  }

  void passOn(Output output) throws InterruptedException {
    for (var piece : held) output.write(piece);
    held.clear();
  }
}
