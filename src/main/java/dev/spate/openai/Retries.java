package dev.spate.openai;

import dev.spate.openai.AttemptFailed.Remedy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When an upstream that failed is asked once more.
///
/// @param most how many times
/// @param pause before the first of them; it doubles each time, up to 8 s, and varies by half, so
///   that not all come back at once
record Retries(int most, Duration pause) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /// How long to wait first, or empty if it is to be asked no more: as long as it asks us to, and
  /// our own pause after that; unless it asks for more than 60 s or, where there is another
  /// upstream, than 8 s.
  ///
  /// @param attempts that it had
  Optional<Duration> after(
      AttemptFailed failed, int attempts, boolean hasFallback, RandomGenerator random) {
    if (failed.remedy() != Remedy.RETRY || attempts > most) return Optional.empty();
    var asked = failed.failure().retryAfter().orElse(Duration.ZERO);
    var longest = hasFallback ? LONGEST_PAUSE : LONGEST_WAIT;
    if (asked.compareTo(longest) > 0) return Optional.empty();
    return Optional.of(asked.plus(pause(attempts, random)));
  }

  private Duration pause(int attempts, RandomGenerator random) {
    long whole = Math.min(pause.toMillis() << Math.min(attempts - 1, 20), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
