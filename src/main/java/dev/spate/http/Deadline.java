package dev.spate.http;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// When what a thread does on a connection must be over. The thread begins and ends it, another one
/// watches it: either it ends in time or it is missed, never both.
final class Deadline {
  /// Nothing has to be over.
  static final long NONE = Long.MAX_VALUE;

  private static final long MISSED = Long.MIN_VALUE;
  private static final long START = System.nanoTime();

  private final AtomicLong due = new AtomicLong(NONE);

  static long now() {
    return System.nanoTime() - START;
  }

  static long in(Duration limit) {
    return now() + limit.toNanos();
  }

  /// @throws CloseConnectionException if it was missed before
  void begin(long due) {
    if (!this.due.compareAndSet(NONE, due)) throw missed();
  }

  /// @param due what it began with
  /// @throws CloseConnectionException if it is missed
  void end(long due) {
    if (!this.due.compareAndSet(due, NONE)) throw missed();
  }

  /// True once, for whoever watches.
  boolean isMissedAt(long now) {
    long due = this.due.get();
    return now >= due && due != MISSED && this.due.compareAndSet(due, MISSED);
  }

  private static CloseConnectionException missed() {
    return new CloseConnectionException("the client was too slow");
  }
}
