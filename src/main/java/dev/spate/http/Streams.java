package dev.spate.http;

import static dev.spate.http.ProblemType.NO_SUCH_STREAM;
import static dev.spate.http.ProblemType.STREAM_FORGOTTEN;
import static java.time.temporal.ChronoUnit.MILLIS;

import dev.spate.stream.Forgotten;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamStore;
import java.time.InstantSource;

/// The streams there are, or why one isn't there.
public record Streams(StreamStore store, InstantSource clock) {

  /// The id that was written so.
  ///
  /// @throws Problem if it has not the form of an id
  public static StreamId id(String text) {
    return StreamId.parse(text)
        .orElseThrow(() -> NO_SUCH_STREAM.because("'" + text + "' is not the id of a stream"));
  }

  /// The log of a stream.
  ///
  /// @throws Problem if there is none
  public StreamLog log(StreamId id) {
    return store.find(id).orElseThrow(() -> missing(id));
  }

  /// @throws Problem if there is none
  void delete(StreamId id) {
    if (!store.delete(id)) throw missing(id);
  }

  /// An id that was made before now, but is not here, was: we don't make up ids.
  private Problem missing(StreamId id) {
    if (id.at().isAfter(clock.instant())) {
      return NO_SUCH_STREAM.because("stream " + id + " never was");
    }
    return store
        .forgotten(id)
        .map(forgotten -> forgotten(id, forgotten))
        .orElseGet(() ->
            STREAM_FORGOTTEN.because("stream " + id + " was deleted, or is over and forgotten"));
  }

  private static Problem forgotten(StreamId id, Forgotten forgotten) {
    var ended = forgotten.ended().truncatedTo(MILLIS);
    var at = forgotten.at().truncatedTo(MILLIS);
    var told =
        switch (forgotten.outcome()) {
          case FINISHED -> "stream %s finished at %s and was forgotten at %s";
          case CANCELLED -> "stream %s was cancelled at %s and forgotten at %s";
          case FAILED -> "stream %s failed at %s and was forgotten at %s";
        };
    return STREAM_FORGOTTEN
        .because(told.formatted(id, ended, at))
        .with("ended", ended.toString())
        .with("forgotten", at.toString());
  }
}
