package dev.spate.bench;

import java.time.Duration;
import java.util.Scanner;

/// What a stream is to say: `600 50000000 0` are 600 tokens, one every 50 ms, of a stamp each.
///
/// @param tokens after which it ends, where the server can be told
/// @param period between two of them, in nanoseconds; 0: as fast as it can
/// @param padding so many letters behind each stamp
record Plan(int tokens, long period, int padding) {
  private static final int ENDLESS = 50_000_000;

  /// At a steady pace, until the client leaves.
  static Plan perSecond(int tokens) {
    return new Plan(ENDLESS, Duration.ofSeconds(1).dividedBy(tokens).toNanos(), 0);
  }

  /// As fast as it can.
  static Plan unpaced(int tokens) {
    return new Plan(tokens, 0, 0);
  }

  /// One token, and then silence for so long that nobody waits for the next.
  static Plan idle() {
    return new Plan(ENDLESS, Duration.ofHours(1).toNanos(), 0);
  }

  Plan padded(int letters) {
    return new Plan(tokens, period, letters);
  }

  static Plan parse(String text) {
    var numbers = new Scanner(text);
    return new Plan(numbers.nextInt(), numbers.nextLong(), numbers.nextInt());
  }

  @Override
  public String toString() {
    return tokens + " " + period + " " + padding;
  }
}
