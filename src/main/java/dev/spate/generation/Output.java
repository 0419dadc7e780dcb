package dev.spate.generation;

import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Piece;

/// Where a generator writes its answer: into the log of its stream.
@FunctionalInterface
public interface Output {

  /// Appends `piece`, which every reader sees at once. Only the generator's own thread calls it.
  ///
  /// @throws StreamEnded if somebody ended the stream: let it through
  void write(Piece piece) throws InterruptedException;
}
