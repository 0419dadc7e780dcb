package dev.spate.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spate.simulation.Jitter.Shape;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JitterTest {
  private static final Duration DELAY = Duration.ofMillis(40);

  @Test
  void leavesDelaysAsTheyAreWithoutAShape() {
    assertThat(new Jitter(Shape.NONE, 100, 0).vary(DELAY)).isEqualTo(DELAY);
  }

  @ParameterizedTest
  @CsvSource({"50, 20, 60", "100, 0, 80", "0, 40, 40"})
  void spreadsUniformlyAsFarAsItIsTold(long percent, long leastMs, long mostMs) {
    var delays = millis(Shape.UNIFORM, percent).summaryStatistics();

    assertThat(delays.getMin()).isBetween(leastMs, leastMs + 1);
    assertThat(delays.getMax()).isBetween(mostMs - 1, mostMs);
  }

  @Test
  void spreadsMoreUpThanDownIfLognormal() {
    var delays = millis(Shape.LOGNORMAL, 100).sorted().toArray();

    assertThat(delays[0]).isBetween(0L, 2L);
    assertThat(delays[delays.length / 2]).isBetween(22L, 26L); // 40 ms · e^(-1/2)
    assertThat(delays[delays.length - 1]).isGreaterThan(400);
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheMean(Shape shape) {
    assertThat(millis(shape, 50).average().orElseThrow()).isEqualTo(40, within(1.0));
  }

  @Test
  void keepsThatThereIsNoDelay() {
    assertThat(new Jitter(Shape.LOGNORMAL, 100, 1).vary(Duration.ZERO)).isZero();
  }

  private static LongStream millis(Shape shape, long percent) {
    var jitter = new Jitter(shape, percent, 1);
    return LongStream.range(0, 100_000).map(i -> jitter.vary(DELAY).toMillis());
  }
}
