package dev.spate.generation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How numbers with a unit are written in settings and headers: `200ms`, `30s`, `8MiB`.
public final class Units {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]*)");
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE); // what timers take
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private Units() {}

  /// Empty if it is written otherwise.
  public static Optional<Duration> duration(String text) {
    return read(text, TIMES)
        .map(written -> written.unit().multipliedBy(written.count()))
        .filter(duration -> duration.compareTo(LONGEST) <= 0);
  }

  /// Empty if it is written otherwise.
  public static Optional<Long> number(String text) {
    return read(text, SIZES)
        .filter(written -> written.count() <= Long.MAX_VALUE / written.unit())
        .map(written -> written.unit() * written.count());
  }

  /// `30s`, as [#duration] reads it.
  public static String text(Duration duration) {
    if (duration.isZero()) return "0s";
    return TIMES.entrySet().stream()
        .filter(unit -> duration.toMillis() % unit.getValue().toMillis() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> duration.dividedBy(unit.getValue()) + unit.getKey())
        .orElseThrow();
  }

  private record Written<U>(long count, U unit) {}

  private static <U> Optional<Written<U>> read(String text, Map<String, U> units) {
    var match = WRITTEN.matcher(text);
    if (!match.matches()) return Optional.empty();
    return Optional.ofNullable(units.get(match.group(2)))
        .map(unit -> new Written<>(Long.parseLong(match.group(1)), unit));
  }
}
