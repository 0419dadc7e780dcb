package dev.spate.stream;

import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import java.time.Instant;

/// What is left of a stream that a store has forgotten.
///
/// @param ended when it did
/// @param at from when on it could not be found any more
public record Forgotten(Outcome outcome, Instant ended, Instant at) {
  /// How it ended.
  public enum Outcome {
    FINISHED,
    CANCELLED,
    FAILED;

    static Outcome of(End end) {
      return switch (end) {
        case Finished finished -> finished.reason() == Reason.CANCELLED ? CANCELLED : FINISHED;
        case Failed _ -> FAILED;
      };
    }
  }
}
