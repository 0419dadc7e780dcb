package dev.spate.stream;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.spate.stream.StreamEvent.End;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// A log on the heap. How long it may grow is its writer's concern, so that an end always fits.
final class MemoryLog implements StreamLog {
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Entry> entries = new ArrayList<>(); // guarded by lock
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  MemoryLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long append(StreamEvent event) {
    long position = add(event);
    watchers.forEach(Runnable::run);
    return position;
  }

  private long add(StreamEvent event) {
    lock.lock();
    try {
      if (hasEnded()) throw new StreamEnded();
      long position = entries.size() + 1L;
      entries.add(new Entry(position, now(), event));
      return position;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Batch read(long position) {
    lock.lock();
    try {
      int from = Math.toIntExact(Math.min(position, entries.size()));
      int to = endOfBatch(from);
      return new Batch(List.copyOf(entries.subList(from, to)), hasEnded() && to == entries.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Watch watch(Runnable onAppend) {
    Runnable watcher = () -> onAppend.run(); // of its own: closing twice removes no other's
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  Entry first() {
    lock.lock();
    try {
      return entries.getFirst();
    } finally {
      lock.unlock();
    }
  }

  Entry latest() {
    lock.lock();
    try {
      return entries.getLast();
    } finally {
      lock.unlock();
    }
  }

  private int endOfBatch(int from) {
    int most = Math.min(from + Batch.MOST, entries.size());
    int chars = 0;
    int to = from;
    while (to < most && chars < Batch.MOST_CHARS) chars += entries.get(to++).event().chars();
    return to;
  }

  private boolean hasEnded() {
    return !entries.isEmpty() && entries.getLast().event() instanceof End;
  }

  /// Whole milliseconds, and never back: a clock that is set must not reorder what happened.
  private Instant now() {
    var now = clock.instant().truncatedTo(MILLIS);
    if (entries.isEmpty()) return now;
    var latest = entries.getLast().at();
    return now.isBefore(latest) ? latest : now;
  }
}
