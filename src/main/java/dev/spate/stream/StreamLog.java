package dev.spate.stream;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The append-only entries of one stream: any number of readers, none of whom wait for another. A
/// reader keeps its own position, so reading, resuming and replaying are the same call.
public interface StreamLog {

  /// The position before the first entry.
  long START = 0;

  /// Adds `event` and wakes the watchers. Any thread may. Returns its position: 1, 2, 3, …
  ///
  /// @throws StreamEnded if an end is there already: the writer stops, nobody else need care
  /// @throws StoreFull if there is no room for a piece; an end always fits
  long append(StreamEvent event) throws InterruptedException;

  /// What lies after `position` now, perhaps nothing. Never waits.
  Batch read(long position);

  /// Runs `onAppend` on the writer's thread after every append, until closed. It must only enqueue.
  /// An append may come between a read and the watch: watch first, then read.
  Watch watch(Runnable onAppend);

  /// Like [#read(long)], but waits up to `wait` for the first entry; empty if none came.
  default Batch read(long position, Duration wait) throws InterruptedException {
    var appended = new Semaphore(0);
    long deadline = System.nanoTime() + wait.toNanos();
    try (var _ = watch(appended::release)) {
      var batch = read(position);
      while (batch.entries().isEmpty() && !batch.last()) {
        if (!appended.tryAcquire(deadline - System.nanoTime(), NANOSECONDS)) break;
        batch = read(position); // perhaps woken for what was read before
      }
      return batch;
    }
  }

  /// Consecutive entries, as many as one write should carry: all that there were, unless it is
  /// full. `last`: nothing can follow them.
  record Batch(List<Entry> entries, boolean last) {
    /// A batch is full at so many entries,
    public static final int MOST = 256;

    /// or with the entry that brings it past so many chars.
    public static final int MOST_CHARS = 16 * 1024;

    /// Whether others may lie after it already.
    public boolean isFull() {
      int chars = 0;
      for (var entry : entries) chars += entry.event().chars();
      return entries.size() >= MOST || chars >= MOST_CHARS;
    }
  }

  /// A reader's wish to be woken.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
