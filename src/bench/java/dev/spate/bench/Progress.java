package dev.spate.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// Says on the terminal what is being done, and how long all of it will yet take.
final class Progress {
  private static final int SETTLED = 60; // seconds, after which it is known how good the plan is

  private final PrintStream out;
  private final long start = System.nanoTime();
  private double planned; // seconds of all steps that are yet to come
  private double done; // planned seconds of those that are over
  private double current;

  Progress(PrintStream out) {
    this.out = out;
  }

  /// So many seconds are to be spent.
  void plan(int seconds) {
    planned += seconds;
  }

  /// Begins the next step, which is planned to take so long.
  void step(String what, int seconds) {
    done += current;
    planned = Math.max(0, planned - current);
    current = seconds;
    out.printf("%10s left · %s%n", left(), what);
  }

  private String left() {
    double elapsed = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    double pace = done < SETTLED ? 1 : elapsed / done; // servers take time to start and end, too
    long seconds = Math.round(planned * Math.max(1, pace));
    return seconds < 60 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }
}
