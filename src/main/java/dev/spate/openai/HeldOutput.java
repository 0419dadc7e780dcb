package dev.spate.openai;

import dev.spate.generation.Output;
import dev.spate.stream.StreamEvent.Piece;
import java.util.ArrayList;
import java.util.List;

/// An output that holds back what comes before the first token, so that nobody notices when another
/// attempt begins anew.
final class HeldOutput implements Output {
  private static final int MOST_PIECES = 256; // one more, or longer, is taken for a token
  private static final int MOST_CHARS = 64 << 10; // of all of them

  private final Output output;
  private final Runnable onBegun;
  private final List<Piece> held = new ArrayList<>();
  private int chars; // held
  private boolean hasBegun;

  /// `onBegun` runs once, right before the first piece is passed on; if it throws, none is.
  HeldOutput(Output output, Runnable onBegun) {
    this.output = output;
    this.onBegun = onBegun;
  }

  @Override
  public void write(Piece piece) throws InterruptedException {
    if (!hasBegun && canHold(piece)) {
      held.add(piece);
      chars += piece.chars();
      return;
    }
    begin();
    output.write(piece);
  }

  /// Passes on what is held: nothing can be taken back any more.
  void begin() throws InterruptedException {
    if (hasBegun) return;
    onBegun.run();
    hasBegun = true;
    for (var piece : held) output.write(piece);
    held.clear();
  }

  boolean hasBegun() {
    return hasBegun;
  }

  private boolean canHold(Piece piece) {
    return !piece.isToken() && held.size() < MOST_PIECES && chars + piece.chars() <= MOST_CHARS;
  }
}
