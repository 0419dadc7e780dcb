package dev.spate.process;

import dev.spate.stream.Failure;
import java.time.Duration;
import java.util.Optional;

/// How a command can fail. docs/PROTOCOL.md lists the codes.
final class Failures {
  static final Failure UNAVAILABLE =
      failure("process_unavailable", "the command can't be started; see the log", 502, true);

  private Failures() {}

  static Failure busy(int most, Duration wait) {
    var message = "the command runs " + most + " times already, and no more at once";
    return new Failure("process_busy", message, 503, true, Optional.of(wait), "");
  }

  static Failure failed(int exitCode) {
    return failure("process_failed", "the command ended with exit code " + exitCode, 502, true);
  }

  static Failure outputInvalid(String what) {
    return failure("process_output_invalid", "the command wrote " + what, 502, false);
  }

  private static Failure failure(String code, String message, int status, boolean retryable) {
    return new Failure(code, message, status, retryable, Optional.empty(), "");
  }
}
