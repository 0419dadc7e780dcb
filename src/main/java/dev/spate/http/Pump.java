package dev.spate.http;

import static java.lang.System.Logger.Level.ERROR;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Writes for all readers that are caught up, one after the other, on one thread: a thread for each
/// would have to be woken for each token. Each reader is in its queue once at most, which bounds
/// it.
public final class Pump implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Pump.class.getName());

  private final long remindNanos;
  private final BlockingQueue<PumpedReader> queue = new LinkedBlockingQueue<>();
  private final Set<PumpedReader> readers = ConcurrentHashMap.newKeySet();
  private final List<PumpWorker> workers = new ArrayList<>(); // only the watch knows them
  private final Thread watch = Thread.ofPlatform().daemon().name("pump").unstarted(this::watch);
  private volatile boolean closed;

  /// @param heartbeat how long nothing may be sent to a reader, give or take a tenth
  public Pump(Duration heartbeat) {
    this.remindNanos = heartbeat.toNanos() / 10;
    watch.start();
  }

  /// Takes a reader along its log to the end. Returns once it has caught up for the first time, on
  /// the thread that calls it, which may block.
  PumpedReader follow(Driver driver, OutputStream out, PumpedReader.Ending ending) {
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
    closed = true;
    LockSupport.unpark(watch);
  }

  /// Replaces workers that are held up, and reminds silent readers of their heartbeats.
  private void watch() {
    workers.add(PumpWorker.start(queue));
    long reminded = System.nanoTime();
    while (!closed) {
      if (readers.isEmpty()) LockSupport.park(this);
      else LockSupport.parkNanos(this, PumpedReader.QUICK_NANOS);
      try {
        replaceWorkers();
        if (System.nanoTime() - reminded >= remindNanos) {
          reminded = System.nanoTime();
          for (var reader : readers) if (reader.isSilent()) reader.want();
        }
      } catch (RuntimeException e) {
        LOGGER.log(ERROR, "the pump is broken", e); // and goes on
      }
    }
    workers.forEach(PumpWorker::stop);
  }

  /// By one, or by twice as many as were held up: a lost uplink stops a thousand clients at once.
  private void replaceWorkers() {
    int heldUp = 0;
    for (var worker : List.copyOf(workers)) {
      if (!worker.isHeldUp()) continue;
      heldUp++;
      retire(worker);
    }
    for (int i = 0; i < 2 * heldUp; i++) workers.add(PumpWorker.start(queue));
    while (heldUp == 0 && workers.size() > 1) retire(workers.getLast());
  }

  private void retire(PumpWorker worker) {
    worker.retire();
    workers.remove(worker);
  }
}
