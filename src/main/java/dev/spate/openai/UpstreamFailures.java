package dev.spate.openai;

import dev.spate.stream.Failure;
import java.time.Duration;
import java.util.Optional;

/// How an upstream can fail. docs/PROTOCOL.md lists the codes.
final class UpstreamFailures {
  /// The code of what is no chat completion.
  static final String INVALID = "upstream_invalid";

  /// The code of what it says itself.
  static final String ERROR = "upstream_error";

  static final Failure TRUNCATED =
      failure("upstream_truncated", "the answer broke off without an end", 502, true);

  /// Why is between the upstream and the operator.
  static final Failure REFUSED =
      failure(ERROR, "the upstream refuses the gateway's key, or its account", 502, false);

  private UpstreamFailures() {}

  static Failure unreachable(String why) {
    return failure("upstream_unreachable", "the upstream can't be reached: " + why, 502, true);
  }

  static Failure invalid(String what) {
    return failure(INVALID, "the upstream sent " + what, 502, false);
  }

  /// `wait`: until one of them is asked again.
  static Failure unavailable(Duration wait) {
    return new Failure(
        "upstream_unavailable",
        "the upstream has failed again and again, and is left alone for a while",
        503,
        true,
        Optional.of(wait),
        "");
  }

  /// It said nothing, where another could be asked instead.
  static Failure slow(Duration wait) {
    var message = "the upstream said nothing for " + wait.toMillis() + " ms";
    return failure(ERROR, message, 504, true);
  }

  private static Failure failure(String code, String message, int status, boolean retryable) {
    return new Failure(code, message, status, retryable, Optional.empty(), "");
  }
}
