package dev.spate.generation;

import static java.lang.System.Logger.Level.ERROR;
import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// The one timer that all scheduled answers share: a thread that gives each task its turn when it
/// is due. A thread that sleeps for each token costs more than the rest of a token's way.
final class Wheel implements AutoCloseable {
  /// What is due within it is done together: to be woken costs more than most turns.
  private static final long TICK_NANOS = MICROSECONDS.toNanos(500);

  private static final System.Logger LOGGER = System.getLogger(Wheel.class.getName());

  private final Thread thread = Thread.ofPlatform().daemon().name("wheel").unstarted(this::run);
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>(); // by other threads
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Wheel::compare); // only its thread's
  private volatile int waiting;
  private volatile boolean closed;

  Wheel() {
    thread.start();
  }

  /// What is to be done at times, a little each time.
  interface Task {
    /// When its next turn is, by [System#nanoTime]. Stays the same until it has come.
    long dueNanos();

    /// Runs on the wheel's thread, so it must not block. False if it was the last.
    boolean takeTurn();
  }

  /// Any thread may call it, once until the task's last turn has come.
  void add(Task task) {
    order(() -> tasks.add(task));
  }

  /// Any thread may call it. A turn may still come that is due already.
  void remove(Task task) {
    order(() -> tasks.remove(task));
  }

  /// How many wait for a turn, as far as it knows of them.
  int waiting() {
    return waiting;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void order(Runnable change) {
    orders.add(change);
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      for (var order = orders.poll(); order != null; order = orders.poll()) order.run();
      long now = System.nanoTime();
      while (isDue(now)) turn(tasks.remove());
      waiting = tasks.size();
      if (!orders.isEmpty()) continue;
      if (tasks.isEmpty()) LockSupport.park();
      else sleepUntil(tasks.element().dueNanos(), now + TICK_NANOS);
    }
  }

  private static void sleepUntil(long due, long tick) {
    LockSupport.parkNanos(due - tick > 0 ? due - System.nanoTime() : tick - System.nanoTime());
  }

  private boolean isDue(long now) {
    return !tasks.isEmpty() && tasks.element().dueNanos() - now <= 0;
  }

  private void turn(Task task) {
    try {
      if (task.takeTurn()) tasks.add(task);
    } catch (Throwable e) {
      LOGGER.log(ERROR, "a task of the wheel is broken", e); // and the others go on
    }
  }

  private static int compare(Task one, Task other) {
    return Long.signum(one.dueNanos() - other.dueNanos());
  }
}
