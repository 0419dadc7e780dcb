package dev.spate.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.spate.generation.Burst;
import dev.spate.stream.StreamLog.Batch;
import dev.spate.stream.StreamLog.Watch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;

/// A reader that has no thread while it waits. When its log grows it is queued, once, and the pump
/// writes for it; what it lags behind, and what its client takes slowly, is written on a virtual
/// thread of its own. Its state guards its driver: only who has made it `SERVED` may use that.
final class PumpedReader {
  /// A write that takes no longer holds nobody up.
  static final long QUICK_NANOS = MILLISECONDS.toNanos(5);

  /// Whose client was slow is pumped again after so many quick writes in a row.
  private static final int QUICK_WRITES = 32;

  private final Driver driver;
  private final OutputStream out;
  private final Pump pump;
  private final Ending ending;
  private final AtomicReference<State> state = new AtomicReference<>(State.SERVED);
  private final Watch watch;
  private int quickWrites = QUICK_WRITES; // guarded by the state, too

  private enum State {
    WAITING,
    QUEUED,
    SERVED,

    /// And wanted again: something may have come that it has not seen.
    WANTED,
    OVER;

    State wanted() {
      return switch (this) {
        case WAITING -> QUEUED;
        case SERVED -> WANTED;
        case QUEUED, WANTED, OVER -> this;
      };
    }

    State served() {
      return switch (this) {
        case SERVED -> WAITING;
        case WANTED -> QUEUED;
        case WAITING, QUEUED, OVER -> this;
      };
    }
  }

  /// Where it says how it ended, once, unless its client has left before.
  interface Ending {
    /// All of the stream is written.
    void finish();

    void breakOff(Throwable why);
  }

  /// Served by the thread that makes it, which has to [#catchUp].
  PumpedReader(Driver driver, OutputStream out, Pump pump, Ending ending) {
    this.driver = driver;
    this.out = out;
    this.pump = pump;
    this.ending = ending;
    this.watch = driver.watch(this::want);
  }

  /// Something may be there to write: an entry, or a heartbeat. Any thread calls it; it enqueues.
  void want() {
    if (state.getAndUpdate(State::wanted) == State.WAITING) enqueue();
  }

  /// Writes what is there, once it was queued, in one write. The pump's thread calls it.
  void serve() {
    if (!state.compareAndSet(State.QUEUED, State.SERVED)) return;
    try {
      var batch = write();
      if (batch.last()) end();
      else if (batch.isFull() || isSlow()) Thread.startVirtualThread(this::catchUp);
      else rest();
    } catch (Throwable e) { // others are served by the same thread
      breakOff(e);
    }
  }

  /// Writes until nothing is left, on a virtual thread that it may hold up.
  void catchUp() {
    try {
      var batch = write();
      while (!batch.entries().isEmpty() && !batch.last()) {
        if (batch.entries().size() >= Burst.MOST) Burst.giveWay(); // it might never block
        batch = write();
      }
      if (batch.last()) end();
      else rest();
    } catch (Throwable e) { // whatever it is, the client must not wait for ever
      breakOff(e);
    }
  }

  /// Its client has left: nothing need be written any more. Any thread calls it.
  void leave() {
    over();
  }

  /// Whether it is time for a heartbeat. Any thread calls it.
  boolean isSilent() {
    return driver.isSilent();
  }

  private Batch write() throws IOException {
    long begun = System.nanoTime();
    var batch = driver.writeNext(out);
    quickWrites = System.nanoTime() - begun < QUICK_NANOS ? quickWrites + 1 : 0;
    return batch;
  }

  private boolean isSlow() {
    return quickWrites < QUICK_WRITES;
  }

  private void enqueue() {
    if (isSlow()) Thread.startVirtualThread(this::serveAlone);
    else pump.add(this);
  }

  private void serveAlone() {
    if (state.compareAndSet(State.QUEUED, State.SERVED)) catchUp();
  }

  private void rest() {
    if (state.getAndUpdate(State::served) == State.WANTED) enqueue();
  }

  private void end() {
    if (over()) ending.finish();
  }

  private void breakOff(Throwable why) {
    if (over()) ending.breakOff(why);
  }

  /// False if it was over before.
  private boolean over() {
    watch.close();
    pump.forget(this);
    return state.getAndSet(State.OVER) != State.OVER;
  }
}
