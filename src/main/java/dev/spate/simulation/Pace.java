package dev.spate.simulation;

import java.time.Duration;

/// How fast a simulator speaks.
///
/// @param firstPiece how long it thinks
/// @param between how long it takes from piece to piece
/// @param jitter how much both vary
record Pace(Duration firstPiece, Duration between, Jitter jitter) {

  /// From one piece to the next; 0 a second is without a pause.
  static Duration perSecond(long tokens) {
    return tokens == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(tokens);
  }

  /// The delay before the first piece.
  Duration first() {
    return jitter.vary(firstPiece);
  }

  /// The delay before the next.
  Duration next() {
    return jitter.vary(between);
  }
}
