package dev.spate.process;

import dev.spate.stream.Failure;
import java.time.Duration;
import java.util.List;

/// One of each kind of a command's failures.
public final class ProcessFailures {
  private ProcessFailures() {}

  public static List<Failure> all() {
    return List.of(
        Failures.UNAVAILABLE,
        Failures.busy(16, Duration.ofSeconds(1)),
        Failures.failed(3),
        Failures.outputInvalid("nothing"));
  }
}
