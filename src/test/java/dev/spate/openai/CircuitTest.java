package dev.spate.openai;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final GivenClock clock = new GivenClock();
  private final Circuit circuit = new Circuit("it", PAUSE, clock);

  @Test
  void neverTakesASlowUpstreamForABrokenOne() {
    var breaker = CircuitBreaker.of("slow", Circuit.rules(PAUSE, clock));

    for (int i = 0; i < 30; i++) {
      assertThat(breaker.tryAcquirePermission()).as("call %d", i).isTrue();
      breaker.onSuccess(1, HOURS);
    }
  }

  @Test
  void opensWhenHalfOfTenCallsFailedAndSaysSo() {
    try (var logged = new Logged()) {
      call(5, Circuit.Permit::failed);
      call(4, Circuit.Permit::succeeded);
      assertThat(logged.lines()).isEmpty();

      call(1, Circuit.Permit::succeeded);

      assertThat(circuit.enter()).isEmpty();
      assertThat(logged.lines())
          .containsExactly("it: left alone for 10s after 5 of its last 10 calls failed");
    }
  }

  @Test
  void asksAgainOnceItsPauseIsOver() {
    call(10, Circuit.Permit::failed);

    clock.pass(PAUSE.minusMillis(1));
    assertThat(circuit.enter()).isEmpty();

    clock.pass(Duration.ofMillis(2));
    assertThat(circuit.enter()).isPresent();
  }

  @Test
  void asksAgainAfterProbesOfWhichNothingBecame() {
    call(10, Circuit.Permit::failed);
    clock.pass(PAUSE.plusMillis(1));
    call(3, Circuit.Permit::close); // interrupted

    call(3, Circuit.Permit::succeeded);

    call(100, Circuit.Permit::close); // it is closed: they are not counted
  }

  @Test
  void isLeftAloneAnewWhereItsProbesFail() {
    call(10, Circuit.Permit::failed);
    clock.pass(PAUSE.plusMillis(1));

    try (var logged = new Logged()) {
      call(3, Circuit.Permit::failed);

      assertThat(logged.lines())
          .containsExactly("it: left alone for 10s after 3 of its last 3 calls failed");
    }
    assertThat(circuit.enter()).isEmpty();
  }

  @Test
  void letsNoMoreThanThreeProbesThroughAtOnce() {
    call(10, Circuit.Permit::failed);
    clock.pass(PAUSE.plusMillis(1));

    for (int i = 0; i < 3; i++) assertThat(circuit.enter()).isPresent();
    assertThat(circuit.enter()).isEmpty();
  }

  @Test
  void leavesAnUpstreamsOtherModelsAlone() {
    var circuits = new Circuits("u", PAUSE);
    for (int i = 0; i < 10; i++) {
      var permit = circuits.enter("loading").orElseThrow();
      permit.reached();
      permit.failed();
    }

    assertThat(circuits.enter("loading")).isEmpty();
    assertThat(circuits.enter("good")).isPresent();
  }

  @Test
  void countsForAllModelsThatTheirUpstreamCanNotBeReached() {
    var circuits = new Circuits("u", PAUSE);
    for (int i = 0; i < 10; i++) circuits.enter("m" + i).orElseThrow().unreachable();

    assertThat(circuits.enter("other")).isEmpty();
  }

  @Test
  void forgetsAModelThatIsNotThereAnyMore() {
    var circuits = new Circuits("u", PAUSE);
    for (int i = 0; i < 10; i++) circuits.enter("m").orElseThrow().failed();

    circuits.keep(Set.of("other"));

    assertThat(circuits.enter("m")).isPresent();
  }

  private void call(int calls, Consumer<Circuit.Permit> outcome) {
    for (int i = 0; i < calls; i++) {
      try (var permit = circuit.enter().orElseThrow()) {
        outcome.accept(permit);
      }
    }
  }

  /// Stands still unless told.
  private static final class GivenClock extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
