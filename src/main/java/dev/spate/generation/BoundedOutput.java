package dev.spate.generation;

import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import java.util.List;
import java.util.Optional;

/// Passes pieces on until the answer has reached its bounds. Only the generator's thread calls it.
final class BoundedOutput implements Output {
  private final Output output;
  private final Bounds bounds;
  private final HeldText held;
  private long tokens;
  private Optional<Finished> end = Optional.empty();

  BoundedOutput(Output output, Bounds bounds) {
    this.output = output;
    this.bounds = bounds;
    this.held = new HeldText(bounds.stop());
  }

  /// Unwinds through the generator, whose answer is whole.
  static final class Reached extends RuntimeException {
    private Reached() {
      super("the answer has reached its bounds", null, false, false);
    }
  }

  @Override
  public void write(Piece piece) throws InterruptedException {
    if (end.isPresent()) throw new Reached();
    if (isCounted(piece)) {
      if (tokens == bounds.mostTokens()) {
        flush();
        throw end(Reason.LENGTH);
      }
      tokens++;
    }
    switch (piece) {
      case Text _, Extra _ -> writeUntilStop(piece);
      case Reasoning _, ToolCall _ -> {
        flush(); // the text before it is over
        output.write(piece);
      }
    }
  }

  /// Writes what is held back: it began no stop sequence.
  void flush() throws InterruptedException {
    if (end.isEmpty()) write(held.releaseAll());
  }

  /// How the answer ended, if that was here.
  Optional<Finished> end() {
    return end;
  }

  private void writeUntilStop(Piece piece) throws InterruptedException {
    held.add(piece);
    int stop = held.stop();
    write(held.release(stop < 0 ? held.harmless() : stop));
    if (stop >= 0) throw end(Reason.STOP);
    write(held.releaseExtras());
  }

  private void write(List<Piece> pieces) throws InterruptedException {
    for (var piece : pieces) output.write(piece);
  }

  private Reached end(Reason reason) {
    end = Optional.of(new Finished(reason, new Usage(0, tokens, true)));
    return new Reached();
  }

  private static boolean isCounted(Piece piece) {
    return piece.isToken() && piece.chars() > 0;
  }
}
