package dev.spate.stream;

import java.time.Instant;

/// A stream at a glance, as of now.
///
/// @param latest its latest event, at this `position`
/// @param at when it was started
public record StreamSummary(
    StreamId id, String model, StreamEvent latest, long position, Instant at) {

  public enum State {
    LIVE,
    FINISHED,
    FAILED
  }

  public State state() {
    return switch (latest) {
      case StreamEvent.Finished _ -> State.FINISHED;
      case StreamEvent.Failed _ -> State.FAILED;
      case StreamEvent.Started _, StreamEvent.Piece _ -> State.LIVE;
    };
  }
}
