package dev.spate.openai;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/// How long an upstream asks us to wait: `Retry-After: 20`, or a date (RFC 9110 §10.2.3), or
/// OpenAI's `retry-after-ms: 1500`.
final class RetryAfter {
  private static final double MOST_MILLIS = Duration.ofDays(1).toMillis();

  private RetryAfter() {}

  /// Empty if it doesn't say, or not so that it can be read.
  static Optional<Duration> of(Function<String, Optional<String>> header, Instant now) {
    return header
        .apply("retry-after-ms")
        .flatMap(text -> millis(text, 1))
        .or(() ->
            header
                .apply("retry-after")
                .flatMap(text -> millis(text, 1_000).or(() -> until(text, now))));
  }

  private static Optional<Duration> millis(String text, int factor) {
    try {
      double millis = Double.parseDouble(text) * factor;
      if (!(millis >= 0)) return Optional.empty(); // nor NaN
      return Optional.of(Duration.ofMillis((long) Math.min(millis, MOST_MILLIS)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> until(String text, Instant now) {
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var wait = Duration.between(now, date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
