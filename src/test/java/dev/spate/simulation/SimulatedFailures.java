package dev.spate.simulation;

import dev.spate.stream.Failure;
import java.util.stream.Stream;

/// Every failure that a simulator ends with.
public final class SimulatedFailures {
  private SimulatedFailures() {}

  public static Stream<Failure> all() {
    return Stream.of(Failures.UPSTREAM_TRUNCATED, Failures.simulated(Failures.SIMULATED));
  }
}
