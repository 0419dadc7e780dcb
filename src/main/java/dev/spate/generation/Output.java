package dev.spate.generation;

import dev.spate.stream.StoreFull;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Piece;

/// Where a generator writes its answer: into the log of its stream.
@FunctionalInterface
public interface Output {

  /// Appends `piece`, which every reader sees at once. Only the generator's own thread calls it.
  ///
  /// @throws StreamEnded if somebody ended the stream
  /// @throws GenerationFailed if the stream is full
  /// @throws StoreFull if the store is
  /// @throws RuntimeException another one, once the answer has reached its `max_tokens`, or a text
  ///   at which to `stop`. Let them all through: they are not the generator's concern
  void write(Piece piece) throws InterruptedException;
}
