package dev.spate.generation;

import java.time.Duration;

/// What a virtual thread may do before it lets the others go first. They are not time-sliced, so
/// one that never blocks has to see to it.
public final class Burst {
  /// So many entries of a log, written or read.
  public static final int MOST = 32;

  /// Long enough to have parked before the time is over. `Thread.yield` does not serve: it gives
  /// way to those on the same processor only, and whatever is new starves behind them.
  private static final Duration MOMENT = Duration.ofNanos(20_000);

  private Burst() {}

  /// To call after each burst.
  public static void giveWay() throws InterruptedException {
    Thread.sleep(MOMENT);
  }
}
