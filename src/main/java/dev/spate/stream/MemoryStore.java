package dev.spate.stream;

import dev.spate.stream.StreamEvent.Started;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Logs on the heap, within bounds. Those that have ended make room for others, oldest end first.
public final class MemoryStore implements StreamStore {
  private final Limits limits;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<StreamId, WeighedLog> logs = new ConcurrentSkipListMap<>();
  private final AtomicInteger live = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Slot, WeighedLog> keys = new HashMap<>(); // guarded by lock
  private final SequencedMap<StreamId, Instant> ended =
      new LinkedHashMap<>(); // guarded by lock; when, oldest first
  private final SequencedMap<StreamId, Forgotten> forgotten =
      new LinkedHashMap<>(); // guarded by lock; in the order in which they were

  public MemoryStore(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// How much the store may hold.
  ///
  /// @param live streams that have not ended
  /// @param bytes what all logs together may weigh, as [WeighedLog] estimates it
  /// @param retention how long an ended stream is kept, unless its room is needed
  /// @param forgotten streams of which it is still known when they were
  public record Limits(int live, long bytes, Duration retention, int forgotten) {}

  /// What a key stands for, whatever its body.
  private record Slot(String caller, String value) {
    static Slot of(IdempotencyKey key) {
      return new Slot(key.caller(), key.value());
    }
  }

  @Override
  public Opened open(StreamId fresh, Started started, Optional<IdempotencyKey> key) {
    forgetOutdated();
    lock.lock();
    try {
      var earlier = key.flatMap(this::startedBy);
      if (earlier.isPresent()) return new Opened(earlier.get().id(), earlier.get(), false);
      var log =
          start(
              new WeighedLog(fresh, key, new MemoryLog(clock, live::decrementAndGet), this),
              started);
      key.ifPresent(k -> keys.put(Slot.of(k), log));
      return new Opened(fresh, log, true);
    } finally {
      lock.unlock();
    }
  }

  private Optional<WeighedLog> startedBy(IdempotencyKey key) {
    var log = keys.get(Slot.of(key));
    if (log == null || log.failedWithoutAPiece()) return Optional.empty();
    if (!log.key().equals(Optional.of(key))) throw new KeyReused(key);
    return Optional.of(log);
  }

  private WeighedLog start(WeighedLog log, Started started) {
    if (live.incrementAndGet() > limits.live()) {
      live.decrementAndGet();
      throw new StoreFull("there are " + limits.live() + " live streams already");
    }
    try {
      log.append(started);
    } catch (StoreFull e) {
      live.decrementAndGet();
      throw e;
    }
    logs.put(log.id(), log);
    return log;
  }

  @Override
  public Optional<StreamLog> find(StreamId id) {
    forgetOutdated();
    return Optional.ofNullable(logs.get(id));
  }

  @Override
  public List<StreamSummary> list(String caller) {
    forgetOutdated();
    return logs.descendingMap().values().stream()
        .filter(log -> log.started().caller().equals(caller))
        .limit(LISTED)
        .map(WeighedLog::summary)
        .toList();
  }

  @Override
  public boolean delete(StreamId id) {
    var log = logs.get(id);
    return log != null && log.hasEnded() && forget(id, clock.instant());
  }

  @Override
  public Optional<Forgotten> forgotten(StreamId id) {
    lock.lock();
    try {
      return Optional.ofNullable(forgotten.get(id));
    } finally {
      lock.unlock();
    }
  }

  /// Forgets what has ended until `more` bytes fit. Writers that come at once may overshoot by an
  /// event each.
  void makeRoom(long more) {
    while (bytes.get() + more > limits.bytes()) {
      if (!forgetOldest()) {
        throw new StoreFull("live streams fill all of the store's " + limits.bytes() + " bytes");
      }
    }
  }

  void add(long more) {
    bytes.addAndGet(more);
  }

  /// From now on the stream may be forgotten.
  void ended(StreamId id) {
    lock.lock();
    try {
      ended.put(id, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /// Nobody has found them since their time was over, so that is when they were forgotten.
  private void forgetOutdated() {
    var now = clock.instant();
    lock.lock();
    try {
      while (!ended.isEmpty()) {
        var oldest = ended.firstEntry();
        var until = oldest.getValue().plus(limits.retention());
        if (!until.isBefore(now)) break;
        forget(oldest.getKey(), until);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean forgetOldest() {
    lock.lock();
    try {
      return !ended.isEmpty() && forget(ended.firstEntry().getKey(), clock.instant());
    } finally {
      lock.unlock();
    }
  }

  private boolean forget(StreamId id, Instant at) {
    lock.lock();
    try {
      ended.remove(id);
      var log = logs.remove(id);
      if (log == null) return false;
      log.key().ifPresent(key -> keys.remove(Slot.of(key), log));
      bytes.addAndGet(-log.forget());
      forgotten.put(id, log.forgotten(at));
      if (forgotten.size() > limits.forgotten()) forgotten.pollFirstEntry();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
