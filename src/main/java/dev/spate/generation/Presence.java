package dev.spate.generation;

/// A reply's being there, until closed: what the lifetime of a stream depends on.
public interface Presence extends AutoCloseable {
  @Override
  void close();
}
