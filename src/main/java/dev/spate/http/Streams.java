package dev.spate.http;

import static dev.spate.http.ProblemType.NO_SUCH_STREAM;
import static dev.spate.http.ProblemType.STREAM_FORGOTTEN;

import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamStore;
import java.time.InstantSource;

/// The streams there are, or why one isn't there.
record Streams(StreamStore store, InstantSource clock) {

  /// @throws Problem if it has not the form of an id
  static StreamId id(String text) {
    return StreamId.parse(text)
        .orElseThrow(() -> NO_SUCH_STREAM.because("'" + text + "' is not the id of a stream"));
  }

  /// @throws Problem if there is none
  StreamLog log(StreamId id) {
    return store.find(id).orElseThrow(() -> missing(id));
  }

  /// @throws Problem if there is none
  void delete(StreamId id) {
    if (!store.delete(id)) throw missing(id);
  }

  /// An id that was made before now, but is not here, was: we don't make up ids.
  private Problem missing(StreamId id) {
    return id.at().isAfter(clock.instant())
        ? NO_SUCH_STREAM.because("stream " + id + " never was")
        : STREAM_FORGOTTEN.because("stream " + id + " was deleted, or is over and forgotten");
  }
}
