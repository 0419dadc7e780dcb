package dev.spate.generation;

import dev.spate.stream.StreamId;

/// A reply's being there, until closed: what the lifetime of its stream depends on.
public interface Presence extends AutoCloseable {
  StreamId stream();

  @Override
  void close();
}
