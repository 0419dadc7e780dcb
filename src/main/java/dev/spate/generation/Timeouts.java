package dev.spate.generation;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.spate.stream.Failure;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clocks that a generator works against: to its first piece, from piece to piece, and to its
/// end. Pieces set no timer: a look at the time of the latest tells when to look again.
final class Timeouts {
  private final ScheduledExecutorService timer;
  private final Generations.Limits limits;
  private final LoggedOutput output;
  private final Consumer<Failure> onTimeout;
  private final long bornNanos = System.nanoTime();
  private boolean over; // guarded by this, as is the rest
  private @Nullable Future<?> total;
  private @Nullable Future<?> look;

  /// `onTimeout` runs on the timer's thread.
  Timeouts(
      ScheduledExecutorService timer,
      Generations.Limits limits,
      LoggedOutput output,
      Consumer<Failure> onTimeout) {
    this.timer = timer;
    this.limits = limits;
    this.output = output;
    this.onTimeout = onTimeout;
  }

  synchronized void begin() {
    if (over) return;
    total = after(limits.total().toNanos(), () -> onTimeout.accept(Failures.TOTAL_TIMEOUT));
    look = after(untilNextLook(), this::look);
  }

  synchronized void end() {
    over = true;
    if (total != null) total.cancel(false);
    if (look != null) look.cancel(false);
  }

  private void look() {
    boolean begun = output.pieces() > 0;
    if (leftNanos(begun) > 0) lookAgain();
    else if (begun) onTimeout.accept(Failures.BETWEEN_PIECES_TIMEOUT);
    else onTimeout.accept(Failures.FIRST_PIECE_TIMEOUT);
  }

  private synchronized void lookAgain() {
    if (!over) look = after(untilNextLook(), this::look);
  }

  /// Not later than a silence that begins now could be over.
  private long untilNextLook() {
    return Math.max(1, Math.min(leftNanos(output.pieces() > 0), limits.betweenPieces().toNanos()));
  }

  /// What is left for the next piece.
  private long leftNanos(boolean begun) {
    return begun
        ? output.latestNanos() + limits.betweenPieces().toNanos() - System.nanoTime()
        : bornNanos + limits.firstPiece().toNanos() - System.nanoTime();
  }

  private Future<?> after(long nanos, Runnable action) {
    return timer.schedule(action, nanos, NANOSECONDS);
  }
}
