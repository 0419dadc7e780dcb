package dev.spate.stream;

/// The store has no room, and no ended stream left to forget. Try again later.
public final class StoreFull extends RuntimeException {
  StoreFull(String message) {
    super(message);
  }
}
