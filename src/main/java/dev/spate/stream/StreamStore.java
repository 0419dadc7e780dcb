package dev.spate.stream;

import dev.spate.stream.StreamEvent.Started;
import java.util.List;
import java.util.Optional;

/// Where logs live, and for how long. Any thread may call it.
public interface StreamStore {
  /// The most that [#list] gives.
  int LISTED = 1_000;

  /// A new log with `started` in it.
  ///
  /// @throws StoreFull if there is no room even after forgetting what has ended
  StreamLog open(StreamId fresh, Started started);

  /// Empty if there never was such a stream, or it is forgotten.
  Optional<StreamLog> find(StreamId id);

  /// The caller's streams, newest first.
  List<StreamSummary> list(String caller);

  /// Forgets a stream that has ended; who is reading it reads on. False if there is none.
  boolean delete(StreamId id);
}
