package dev.spate.openai;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/// A time in which something must happen, or a call is aborted: the one or the other, never both.
final class Limit implements AutoCloseable {
  private enum State {
    RUNNING,
    MET,
    OVER
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final Future<?> timer;

  /// `abort` runs on the timer's thread.
  Limit(ScheduledExecutorService timer, Duration time, Runnable abort) {
    this.timer =
        timer.schedule(
            () -> {
              if (state.compareAndSet(State.RUNNING, State.OVER)) abort.run();
            },
            time.toNanos(),
            NANOSECONDS);
  }

  /// It has happened. False if that was too late.
  boolean meet() {
    timer.cancel(false);
    return state.compareAndSet(State.RUNNING, State.MET) || state.get() == State.MET;
  }

  boolean isOver() {
    return state.get() == State.OVER;
  }

  @Override
  public void close() {
    meet();
  }
}
