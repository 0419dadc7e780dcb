package dev.spate.openai;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/// A time in which something must happen, or a call is aborted: the one or the other, never both.
final class CallTimeout implements AutoCloseable {
  private enum State {
    ARMED,
    DISARMED,
    OVER
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.ARMED);
  private final Future<?> timer;

  /// `abort` runs on the timer's thread.
  CallTimeout(ScheduledExecutorService timer, Duration time, Runnable abort) {
    this.timer =
        timer.schedule(
            () -> {
              if (state.compareAndSet(State.ARMED, State.OVER)) abort.run();
            },
            time.toNanos(),
            NANOSECONDS);
  }

  /// It has happened, and the call goes on. False if that was too late.
  boolean disarm() {
    timer.cancel(false);
    return state.compareAndSet(State.ARMED, State.DISARMED) || state.get() == State.DISARMED;
  }

  @Override
  public void close() {
    disarm();
  }
}
