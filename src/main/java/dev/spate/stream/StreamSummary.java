package dev.spate.stream;

import java.time.Instant;

/// A stream at a glance, as of now: how far it has come, and whether it goes on.
public record StreamSummary(StreamId id, String model, State state, long position, Instant at) {
  public enum State {
    LIVE,
    FINISHED,
    FAILED;

    /// The state of a stream whose latest event is `event`.
    public static State after(StreamEvent event) {
      return switch (event) {
        case StreamEvent.Finished _ -> FINISHED;
        case StreamEvent.Failed _ -> FAILED;
        case StreamEvent.Started _, StreamEvent.Piece _ -> LIVE;
      };
    }
  }
}
