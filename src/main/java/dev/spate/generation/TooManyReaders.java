package dev.spate.generation;

/// The stream has as many readers as it may. Come back when some have left.
public final class TooManyReaders extends RuntimeException {
  TooManyReaders(int most) {
    super(
        "the stream has %d readers already, as many as stream.max-readers allows".formatted(most));
  }
}
