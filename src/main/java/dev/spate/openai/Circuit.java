package dev.spate.openai;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;

/// Whether an upstream is asked at all: not for a while, when half of its last twenty calls failed,
/// and then three times, to see whether it is back. However long they take: a model may think.
final class Circuit {
  private static final int CALLS = 20;
  private static final int LEAST_CALLS = 10;
  private static final int PROBES = 3;

  private final Duration pause;
  private final CircuitBreaker breaker;

  /// `pause`: for so long it is left alone.
  Circuit(String name, Duration pause) {
    this.pause = pause;
    this.breaker = CircuitBreaker.of(name, rules(pause));
  }

  static CircuitBreakerConfig rules(Duration pause) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(CALLS)
        .minimumNumberOfCalls(LEAST_CALLS)
        .permittedNumberOfCallsInHalfOpenState(PROBES)
        .waitDurationInOpenState(pause)
        .slowCallDurationThreshold(Duration.ofNanos(Long.MAX_VALUE)) // none is
        .build();
  }

  Duration pause() {
    return pause;
  }

  /// Leave to make a call, or empty if it is left alone.
  Optional<Permit> enter() {
    return breaker.tryAcquirePermission() ? Optional.of(new Permit()) : Optional.empty();
  }

  /// What becomes of one call; the first word counts, and none at all is neither good nor bad. Its
  /// thread only uses it.
  final class Permit implements AutoCloseable {
    private final long sinceNanos = System.nanoTime();
    private boolean isUsed;

    void succeeded() {
      if (use()) breaker.onSuccess(System.nanoTime() - sinceNanos, NANOSECONDS);
    }

    void failed() {
      if (!use()) return;
      var failure = new IllegalStateException("a call failed");
      breaker.onError(System.nanoTime() - sinceNanos, NANOSECONDS, failure);
    }

    @Override
    public void close() {
      if (use()) breaker.releasePermission();
    }

    private boolean use() {
      boolean first = !isUsed;
      isUsed = true;
      return first;
    }
  }
}
