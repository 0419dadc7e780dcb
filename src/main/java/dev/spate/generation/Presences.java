package dev.spate.generation;

import dev.spate.stream.StreamId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// How many replies follow each stream now.
final class Presences {
  private final ConcurrentMap<StreamId, Integer> counts = new ConcurrentHashMap<>();
  private final Consumer<StreamId> attended;
  private final Consumer<StreamId> deserted;

  /// @param attended hears of each stream that somebody follows again
  /// @param deserted hears of each stream that its last reader left. For one stream the two are
  ///   called in turn, by one thread at a time
  Presences(Consumer<StreamId> attended, Consumer<StreamId> deserted) {
    this.attended = attended;
    this.deserted = deserted;
  }

  int of(StreamId id) {
    return counts.getOrDefault(id, 0);
  }

  Presence enter(StreamId id) {
    counts.compute(
        id,
        (_, count) -> {
          if (count != null) return count + 1;
          attended.accept(id);
          return 1;
        });
    var left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) leave(id);
    };
  }

  private void leave(StreamId id) {
    counts.computeIfPresent(
        id,
        (_, count) -> {
          if (count > 1) return count - 1;
          deserted.accept(id);
          return null;
        });
  }
}
