package dev.spate.generation;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import java.time.Duration;

/// What a [Scheduled] generator does next, `after` the step before it (the first: after the start).
public sealed interface Step {
  Duration after();

  /// Writes a piece.
  record Say(Duration after, Piece piece) implements Step {}

  /// Ends the answer.
  record Finish(Duration after, Finished finished) implements Step {}

  /// Breaks the answer off.
  record Fail(Duration after, Failure failure) implements Step {}
}
