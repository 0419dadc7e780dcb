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
  /// Over before `server.commit-delay` is, so that a failure still has its own status.
  static final Retries USUAL = new Retries(2, Duration.ofMillis(200));

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /// How long to wait first, or empty if it is to be asked no more: as long as it asks us to, and
  /// our own pause after that. If it asks for more than a second, whoever called waits, as all SDKs
  /// do; where there is another upstream, nobody does.
  ///
  /// @param attempts that it had
  Optional<Duration> after(
      AttemptFailed failed, int attempts, boolean hasFallback, RandomGenerator random) {
    if (failed.remedy() != Remedy.RETRY || attempts > most) return Optional.empty();
    var asked = failed.failure().retryAfter();
    if (asked.isPresent() && hasFallback) return Optional.empty();
    var wait = asked.orElse(Duration.ZERO);
    if (wait.compareTo(LONGEST_WAIT) > 0) return Optional.empty();
    return Optional.of(wait.plus(pause(attempts, random)));
  }

  private Duration pause(int attempts, RandomGenerator random) {
    long whole = Math.min(pause.toMillis() << Math.min(attempts - 1, 20), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
