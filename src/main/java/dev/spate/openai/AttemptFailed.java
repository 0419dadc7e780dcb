package dev.spate.openai;

import dev.spate.stream.Failure;

/// An attempt at an answer failed before anybody noticed, so that there may be another.
final class AttemptFailed extends RuntimeException {
  /// Who could answer instead.
  enum Mend {
    /// The same upstream, a little later.
    AGAIN,
    /// Another one.
    ELSEWHERE,
    /// Nobody: it is the prompt that can't be answered.
    NOWHERE
  }

  private final transient Failure failure;
  private final Mend mend;

  AttemptFailed(Failure failure, Mend mend) {
    super(failure.code(), null, false, false);
    this.failure = failure;
    this.mend = mend;
  }

  AttemptFailed(Failure failure) {
    this(failure, mend(failure));
  }

  Failure failure() {
    return failure;
  }

  Mend mend() {
    return mend;
  }

  private static Mend mend(Failure failure) {
    if (failure.retryable()) return Mend.AGAIN;
    return switch (failure.status()) {
      case 404, 502 -> Mend.ELSEWHERE; // it lacks the model, refuses the key, or speaks otherwise
      default -> Mend.NOWHERE;
    };
  }
}
