package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.openai.AttemptFailed.Remedy;
import dev.spate.stream.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
  private static final Retries RETRIES = new Retries(6, Duration.ofMillis(500));

  private final Random random = new Random(7);

  @Test
  void pausesTwiceAsLongEachTimeAndNeverAllAtOnce() {
    long[] longest = {500, 1_000, 2_000, 4_000, 8_000, 8_000};
    for (int attempts = 1; attempts <= longest.length; attempts++) {
      var pauses = new HashSet<Long>();
      for (int i = 0; i < 100; i++) {
        pauses.add(RETRIES.after(busy(null), attempts, false, random).orElseThrow().toMillis());
      }
      long most = longest[attempts - 1];
      assertThat(pauses)
          .hasSizeGreaterThan(20)
          .allMatch(pause -> pause >= most / 2 && pause <= most);
    }
    assertThat(RETRIES.after(busy(null), 7, false, random)).isEmpty();
  }

  @Test
  void asksNobodyAgainWhoWillNotRecover() {
    var failed = new AttemptFailed(UpstreamFailures.invalid("nothing"));

    assertThat(failed.remedy()).isEqualTo(Remedy.FALL_BACK);
    assertThat(RETRIES.after(failed, 1, false, random)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 500, 1_000})
  void waitsAsLongAsItIsAskedToAndThenItsOwnPause(long millis) {
    var wait = Duration.ofMillis(millis);

    var pauses = new HashSet<Duration>();
    for (int i = 0; i < 100; i++) {
      pauses.add(RETRIES.after(busy(wait), 1, false, random).orElseThrow());
    }
    assertThat(pauses)
        .hasSizeGreaterThan(20)
        .allMatch(pause -> pause.compareTo(wait.plusMillis(250)) >= 0)
        .allMatch(pause -> pause.compareTo(wait.plusMillis(500)) <= 0);
  }

  @Test
  void leavesALongWaitToItsCaller() {
    assertThat(RETRIES.after(busy(Duration.ofMillis(1_001)), 1, false, random)).isEmpty();
  }

  @Test
  void waitsForNobodyWhoAsksItToWhereAnotherIsLeft() {
    assertThat(RETRIES.after(busy(Duration.ZERO), 1, true, random)).isEmpty();
    assertThat(RETRIES.after(busy(null), 1, true, random)).isPresent();
  }

  @Test
  void hasByDefaultFailedBeforeAStatusIsDue() {
    var usual = Retries.USUAL;
    var longest = Duration.ZERO;
    for (int i = 0; i < 1_000; i++) {
      var whole = Duration.ZERO;
      for (int attempts = 1; attempts <= usual.most(); attempts++) {
        whole = whole.plus(usual.after(busy(null), attempts, false, random).orElseThrow());
      }
      if (whole.compareTo(longest) > 0) longest = whole;
    }
    assertThat(longest).isBetween(Duration.ofMillis(500), Duration.ofMillis(700));
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 20, 20000",
    "retry-after, 0.5, 500",
    "retry-after, 'Tue, 24 Nov 2026 12:00:30 GMT', 30000",
    "retry-after, 'Tue, 24 Nov 2026 11:00:00 GMT', 0",
    "retry-after, 1e99, 86400000",
    "retry-after-ms, 1500, 1500",
    "retry-after, soon, -1",
    "retry-after, -3, -1",
    "retry-after, NaN, -1",
    "other, 3, -1",
  })
  void readsHowLongItIsAskedToWait(String name, String value, long millis) {
    var now = Instant.parse("2026-11-24T12:00:00Z");

    var wait =
        RetryAfter.of(header -> header.equals(name) ? Optional.of(value) : Optional.empty(), now);

    assertThat(wait.map(Duration::toMillis).orElse(-1L)).isEqualTo(millis);
  }

  private static AttemptFailed busy(@Nullable Duration retryAfter) {
    return new AttemptFailed(
        new Failure("upstream_error", "busy", 503, true, Optional.ofNullable(retryAfter), ""));
  }
}
