package dev.spate.stream;

import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Started;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A log of a [MemoryStore], which counts what each event adds to the store's weight.
final class WeighedLog implements StreamLog {
  private static final int STREAM_BYTES = 512; // the objects around the entries
  private static final int ENTRY_BYTES = 112; // and those around a text
  private static final int CHAR_BYTES = 2;
  private static final long FORGOTTEN = -1;

  private final StreamId id;
  private final Optional<IdempotencyKey> key;
  private final MemoryLog log;
  private final MemoryStore store;
  private final AtomicLong weight = new AtomicLong();

  WeighedLog(StreamId id, Optional<IdempotencyKey> key, MemoryLog log, MemoryStore store) {
    this.id = id;
    this.key = key;
    this.log = log;
    this.store = store;
  }

  @Override
  public long append(StreamEvent event) {
    long bytes = weight(event);
    if (!(event instanceof End)) store.makeRoom(bytes);
    long position = log.add(event);
    add(bytes);
    if (event instanceof End) {
      store.ended(id); // before any reader is woken, and perhaps asks again
      add(STREAM_BYTES + log.pack() - weight.get());
    }
    log.wake();
    return position;
  }

  private void add(long bytes) {
    if (weight.getAndUpdate(sum -> sum == FORGOTTEN ? sum : sum + bytes) != FORGOTTEN) {
      store.add(bytes);
    }
  }

  private static long weight(StreamEvent event) {
    int around = event instanceof Started ? STREAM_BYTES + ENTRY_BYTES : ENTRY_BYTES;
    return around + (long) CHAR_BYTES * event.chars();
  }

  @Override
  public Batch read(long position) {
    return log.read(position);
  }

  @Override
  public Watch watch(Runnable onAppend) {
    return log.watch(onAppend);
  }

  /// Counts no more from now on. Returns the room that it took.
  long forget() {
    return weight.getAndSet(FORGOTTEN);
  }

  StreamId id() {
    return id;
  }

  Optional<IdempotencyKey> key() {
    return key;
  }

  boolean failedWithoutAPiece() {
    var latest = log.latest();
    return latest.event() instanceof Failed && latest.position() == 2;
  }

  boolean hasEnded() {
    return log.latest().event() instanceof End;
  }

  Started started() {
    return (Started) log.first().event();
  }

  /// What remains to be known of it, once it has ended.
  Forgotten forgotten(Instant at) {
    var latest = log.latest();
    if (!(latest.event() instanceof End end)) throw new IllegalStateException(id + " is live");
    return new Forgotten(Forgotten.Outcome.of(end), latest.at(), at);
  }

  StreamSummary summary() {
    var latest = log.latest();
    return new StreamSummary(
        id, started().model(), latest.event(), latest.position(), log.first().at());
  }
}
