package dev.spate.simulation;

import dev.spate.generation.Settings;
import java.time.Duration;

/// How fast a simulator speaks.
///
/// @param firstPiece how long it thinks
/// @param between how long it takes from piece to piece
record Pace(Duration firstPiece, Duration between) {
  private static final long FASTEST = 5_000;
  private static final Duration SLOWEST = Duration.ofHours(1);

  static Pace from(Settings settings) {
    var firstPiece =
        settings.duration("first-piece", Duration.ofMillis(200), Duration.ZERO, SLOWEST);
    long perSecond = settings.number("tokens-per-second", 30, 0, FASTEST);
    var between = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
    return new Pace(firstPiece, between);
  }
}
