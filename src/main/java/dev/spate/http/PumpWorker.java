package dev.spate.http;

import dev.spate.generation.Burst;
import java.util.concurrent.BlockingQueue;

/// The thread that serves a pump's queue. It guards the queue against a client that takes nothing:
/// when a write holds it up, others are put in its place, and it ends with that write.
final class PumpWorker {
  private final BlockingQueue<PumpedReader> queue;
  private final Thread thread = Thread.ofVirtual().name("pump").unstarted(this::run);
  private volatile long servingSince; // by nanoTime; 0 while it serves nobody
  private volatile boolean retired;

  private PumpWorker(BlockingQueue<PumpedReader> queue) {
    this.queue = queue;
  }

  static PumpWorker start(BlockingQueue<PumpedReader> queue) {
    var worker = new PumpWorker(queue);
    worker.thread.start();
    return worker;
  }

  boolean isHeldUp() {
    long since = servingSince;
    return since != 0 && System.nanoTime() - since > PumpedReader.QUICK_NANOS;
  }

  /// It takes one reader more at most.
  void retire() {
    retired = true;
  }

  void stop() {
    retired = true;
    thread.interrupt();
  }

  private void run() {
    try {
      for (int served = 1; !retired; served++) {
        var reader = queue.take();
        servingSince = System.nanoTime() | 1;
        reader.serve();
        servingSince = 0;
        if (served % Burst.MOST == 0) Burst.giveWay();
      }
    } catch (InterruptedException _) {
      // stopped
    }
  }
}
