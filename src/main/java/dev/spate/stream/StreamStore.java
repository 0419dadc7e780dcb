package dev.spate.stream;

import dev.spate.stream.StreamEvent.Started;
import java.util.List;
import java.util.Optional;

/// Where logs live, and for how long. Any thread may call it.
public interface StreamStore {
  /// The most that [#list] gives.
  int LISTED = 1_000;

  /// In one step: a new log with `started` in it, or the one whose key this is.
  ///
  /// @throws KeyReused if the key stands for another body
  /// @throws StoreFull if there is no room even after forgetting what has ended
  Opened open(StreamId fresh, Started started, Optional<IdempotencyKey> key);

  /// Empty if there never was such a stream, or it is forgotten.
  Optional<StreamLog> find(StreamId id);

  /// The caller's streams, newest first.
  List<StreamSummary> list(String caller);

  /// Forgets a stream that has ended, and its key; who is reading it reads on. False if there is
  /// none.
  boolean delete(StreamId id);

  /// What is still known of a stream that is forgotten. Empty if nothing is: it may never have
  /// been.
  Optional<Forgotten> forgotten(StreamId id);

  /// A log, and whether it is `fresh`: else an earlier request with the same key has started it. A
  /// stream that failed without a piece has given its key free.
  record Opened(StreamId id, StreamLog log, boolean fresh) {}
}
