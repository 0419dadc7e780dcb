package dev.spate.generation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What becomes of a stream that nobody reads: it goes on for `grace`, and then it is cancelled.
public record Lifetime(Duration grace) {
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
  private static final Duration LONGEST = Duration.ofHours(24);

  /// It is cancelled the moment nobody reads it.
  public static final Lifetime ATTACHED = new Lifetime(Duration.ZERO);

  /// It goes on to its end, read or not.
  public static final Lifetime DETACHED = new Lifetime(FOREVER);

  /// How a lifetime is written, for messages.
  public static final String FORM = "attached, detached, or a time of at most 24h: 30s";

  /// Empty if it is written otherwise.
  public static Optional<Lifetime> parse(String text) {
    return switch (text) {
      case "attached" -> Optional.of(ATTACHED);
      case "detached" -> Optional.of(DETACHED);
      default ->
          Units.duration(text).filter(grace -> grace.compareTo(LONGEST) <= 0).map(Lifetime::new);
    };
  }

  boolean isDetached() {
    return grace.equals(FOREVER);
  }
}
