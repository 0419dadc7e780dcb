package dev.spate.openai;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
  @Test
  void neverTakesASlowUpstreamForABrokenOne() {
    var breaker = CircuitBreaker.of("slow", Circuit.rules(Duration.ofSeconds(10)));

    for (int i = 0; i < 30; i++) {
      assertThat(breaker.tryAcquirePermission()).as("call %d", i).isTrue();
      breaker.onSuccess(1, HOURS);
    }
  }
}
