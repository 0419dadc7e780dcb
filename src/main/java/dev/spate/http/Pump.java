package dev.spate.http;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Writes for all readers that are caught up, one after the other, on one thread: a thread for each
/// would have to be woken for each token. Each reader is in its queue once at most, which bounds
/// it.
public final class Pump implements AutoCloseable {
  private final long remindNanos;
  private final BlockingQueue<PumpedReader> queue = new LinkedBlockingQueue<>();
  private final Set<PumpedReader> readers = ConcurrentHashMap.newKeySet();
  private final Thread watch;
  private PumpWorker worker; // only the watch knows it, once it runs

  /// @param heartbeat how long nothing may be sent to a reader, give or take a tenth
  public Pump(Duration heartbeat) {
    this.remindNanos = heartbeat.toNanos() / 10;
    this.worker = PumpWorker.start(queue);
    this.watch = Thread.ofPlatform().daemon().name("pump watch").start(this::watch);
  }

  /// Takes a reader along its log, from after `cursor` to the end. Returns once it has caught up
  /// for the first time, on the thread that calls it, which may block.
  PumpedReader follow(Driver driver, OutputStream out, long cursor, PumpedReader.Ending ending) {
    driver.beginAfter(cursor);
    var reader = new PumpedReader(driver, out, this, ending);
    readers.add(reader);
    LockSupport.unpark(watch);
    reader.catchUp();
    return reader;
  }

  /// It is caught up, and something has come.
  void add(PumpedReader reader) {
    queue.add(reader);
  }

  /// It is over.
  void forget(PumpedReader reader) {
    readers.remove(reader);
  }

  /// To call when no connection is left.
  @Override
  public void close() {
    watch.interrupt();
  }

  /// Replaces a worker that is held up, and reminds silent readers of their heartbeats.
  private void watch() {
    long reminded = System.nanoTime();
    while (!Thread.interrupted()) {
      if (readers.isEmpty()) LockSupport.park(this);
      else LockSupport.parkNanos(this, PumpedReader.QUICK_NANOS);
      if (worker.isHeldUp()) worker = worker.replace();
      if (System.nanoTime() - reminded < remindNanos) continue;
      reminded = System.nanoTime();
      for (var reader : readers) if (reader.isSilent()) reader.want();
    }
    worker.stop();
  }
}
