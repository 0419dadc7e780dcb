package dev.spate.generation;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// How long one stream goes on: in all, and while nobody is present. The clock of the latter runs
/// whenever no reply is there, from birth on.
final class Lifetime {
  private final ScheduledExecutorService timer;
  private final Generations.Limits limits;
  private Runnable onUnread = () -> {}; // guarded by this, as is the rest
  private @Nullable Future<?> unread;
  private @Nullable Future<?> total;
  private int present;
  private boolean over;

  Lifetime(ScheduledExecutorService timer, Generations.Limits limits) {
    this.timer = timer;
    this.limits = limits;
  }

  /// Both run on the timer's thread.
  synchronized void begin(Runnable onUnread, Runnable onTotal) {
    if (over) return;
    this.onUnread = onUnread;
    total = after(limits.total(), onTotal);
    if (present == 0) unread = after(limits.unread(), onUnread);
  }

  synchronized void end() {
    over = true;
    stop(unread);
    stop(total);
  }

  synchronized int present() {
    return present;
  }

  synchronized Presence enter() {
    present++;
    stop(unread);
    var left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) leave();
    };
  }

  private synchronized void leave() {
    present--;
    if (present == 0 && !over) unread = after(limits.unread(), onUnread);
  }

  private Future<?> after(Duration delay, Runnable action) {
    return timer.schedule(action, delay.toNanos(), NANOSECONDS);
  }

  private static void stop(@Nullable Future<?> clock) {
    if (clock != null) clock.cancel(false);
  }
}
