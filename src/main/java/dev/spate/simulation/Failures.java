package dev.spate.simulation;

import dev.spate.stream.Failure;
import java.util.Optional;

/// The failures that a simulator ends with on purpose. docs/PROTOCOL.md lists their codes.
final class Failures {
  /// The code of a failure for which nobody said one.
  static final String SIMULATED = "simulated_failure";

  static final Failure UPSTREAM_TRUNCATED =
      failure("upstream_truncated", "the answer broke off without an end", true);

  private Failures() {}

  static Failure simulated(String code) {
    return failure(code, "the simulator was told to fail", false);
  }

  private static Failure failure(String code, String message, boolean retryable) {
    return new Failure(code, message, 502, retryable, Optional.empty(), "");
  }
}
