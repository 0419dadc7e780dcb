package dev.spate.stream;

import dev.spate.stream.StreamEvent.End;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// A log on the heap. How long it may grow is its writer's concern, so that an end always fits.
final class MemoryLog implements StreamLog {
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Entry> entries = new ArrayList<>(); // guarded by lock
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  private final Runnable onEnd;

  /// `onEnd` runs once, before any reader can see the end, and under the log's lock: it must only
  /// count.
  MemoryLog(InstantSource clock, Runnable onEnd) {
    this.clock = clock;
    this.onEnd = onEnd;
  }

  @Override
  public long append(StreamEvent event) {
    long position = add(event);
    wake();
    return position;
  }

  /// Like [#append], but for the watchers.
  long add(StreamEvent event) {
    lock.lock();
    try {
      if (hasEnded()) throw new StreamEnded();
      long position = entries.size() + 1L;
      entries.add(new Entry(position, now(), event));
      if (event instanceof End) onEnd.run();
      return position;
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    watchers.forEach(Runnable::run);
  }

  @Override
  public Batch read(long position) {
    lock.lock();
    try {
      int from = Math.toIntExact(Math.min(position, entries.size()));
      var batch = batch(from);
      return new Batch(batch, hasEnded() && from + batch.size() == entries.size());
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

  /// Changes how its entries are kept, once it has ended, and nothing else. Returns what they take
  /// of the heap then.
  long pack() {
    var packed = PackedEntries.of(ended());
    lock.lock();
    try {
      entries = packed;
      return packed.bytes();
    } finally {
      lock.unlock();
    }
  }

  /// No entry will follow these, so they can be read without the lock.
  private List<Entry> ended() {
    lock.lock();
    try {
      if (!hasEnded()) throw new IllegalStateException("the log has not ended");
      return entries;
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> batch(int from) {
    int most = Math.min(from + Batch.MOST, entries.size());
    var batch = new ArrayList<Entry>(most - from);
    int chars = 0;
    for (int i = from; i < most && chars < Batch.MOST_CHARS; i++) {
      var entry = entries.get(i);
      batch.add(entry);
      chars += entry.event().chars();
    }
    return Collections.unmodifiableList(batch);
  }

  private boolean hasEnded() {
    return !entries.isEmpty() && entries.getLast().event() instanceof End;
  }

  /// Whole milliseconds, and never back: a clock that is set must not reorder what happened.
  private Instant now() {
    var now = Instant.ofEpochMilli(clock.millis());
    if (entries.isEmpty()) return now;
    var latest = entries.getLast().at();
    return now.isBefore(latest) ? latest : now;
  }
}
