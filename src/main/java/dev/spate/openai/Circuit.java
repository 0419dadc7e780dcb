package dev.spate.openai;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.spate.generation.Units;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Whether something is asked at all: not for a while, when of its last twenty calls, ten at least,
/// half failed, and then three times, to see whether it is back. However long they take: a model
/// may think.
final class Circuit {
  private static final System.Logger LOGGER = System.getLogger(Circuit.class.getName());
  private static final int CALLS = 20;
  private static final int LEAST_CALLS = 10;
  private static final int PROBES = 3;

  private final CircuitBreaker breaker;

  /// @param name for the log
  /// @param pause for so long it is left alone
  Circuit(String name, Duration pause, Clock clock) {
    this.breaker = CircuitBreaker.of(name, rules(pause, clock));
    breaker
        .getEventPublisher()
        .onStateTransition(event -> {
          if (event.getStateTransition().getToState() == State.OPEN) warn(pause);
        });
  }

  static CircuitBreakerConfig rules(Duration pause, Clock clock) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(CALLS)
        .minimumNumberOfCalls(LEAST_CALLS)
        .permittedNumberOfCallsInHalfOpenState(PROBES)
        .waitDurationInOpenState(pause)
        .clock(clock)
        .slowCallDurationThreshold(Duration.ofNanos(Long.MAX_VALUE)) // none is
        .build();
  }

  /// On the thread whose call was one too many.
  private void warn(Duration pause) {
    var calls = breaker.getMetrics();
    LOGGER.log(
        WARNING,
        "%s: left alone for %s after %d of its last %d calls failed"
            .formatted(
                breaker.getName(),
                Units.text(pause),
                calls.getNumberOfFailedCalls(),
                calls.getNumberOfBufferedCalls()));
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
