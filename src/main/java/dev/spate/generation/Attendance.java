package dev.spate.generation;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.spate.stream.StreamId;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Who is present in a stream, at first whoever asked for it. When the last has left, the clock of
/// its lifetime runs.
final class Attendance {
  private final StreamId stream;
  private final Lifetime lifetime;
  private final int most;
  private final ScheduledExecutorService timer;
  private final Runnable onLapse;
  private int present; // guarded by this, as is the rest
  private long keptUntilNanos = System.nanoTime(); // by presences that outlast their replies
  private boolean over;
  private long entries; // tells a clock whether anybody has come since it was set
  private @Nullable Future<?> lapse;

  /// `onLapse` runs on the timer's thread, when nobody has been present for too long.
  Attendance(
      StreamId stream,
      Lifetime lifetime,
      int most,
      ScheduledExecutorService timer,
      Runnable onLapse) {
    this.stream = stream;
    this.lifetime = lifetime;
    this.most = most;
    this.timer = timer;
    this.onLapse = onLapse;
  }

  /// @throws TooManyReaders if there are `most`
  synchronized Presence enter(Duration outlasting) {
    if (present == most) throw new TooManyReaders(most);
    present++;
    entries++;
    if (lapse != null) lapse.cancel(false);
    var left = new AtomicBoolean();
    return new Presence() {
      @Override
      public StreamId stream() {
        return stream;
      }

      @Override
      public void close() {
        if (left.compareAndSet(false, true)) leave(outlasting);
      }
    };
  }

  synchronized int present() {
    return present;
  }

  /// Nobody counts any more.
  synchronized void end() {
    over = true;
    if (lapse != null) lapse.cancel(false);
  }

  private synchronized void leave(Duration outlasting) {
    present--;
    long now = System.nanoTime();
    if (now + outlasting.toNanos() - keptUntilNanos > 0) {
      keptUntilNanos = now + outlasting.toNanos();
    }
    if (present > 0 || over || lifetime.isDetached()) return;
    long kept = Math.max(keptUntilNanos - now, 0);
    long seen = entries;
    lapse = timer.schedule(() -> lapse(seen), kept + lifetime.grace().toNanos(), NANOSECONDS);
  }

  private void lapse(long seen) {
    if (isDesertedSince(seen)) onLapse.run();
  }

  private synchronized boolean isDesertedSince(long seen) {
    return entries == seen && !over;
  }
}
