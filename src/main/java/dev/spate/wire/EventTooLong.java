package dev.spate.wire;

/// A stranger's event is larger than one may be. Nothing after it can be read.
public final class EventTooLong extends RuntimeException {
  public EventTooLong(int mostBytes) {
    super("an event of more than " + mostBytes + " bytes");
  }
}
