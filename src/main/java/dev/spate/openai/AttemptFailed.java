package dev.spate.openai;

import dev.spate.stream.Failure;

/// An attempt at an answer failed before anybody noticed, so that there may be another.
final class AttemptFailed extends RuntimeException {
  /// What can be done about it.
  enum Remedy {
    /// To ask the same upstream, a little later.
    RETRY,
    /// To ask another one.
    FALL_BACK,
    /// Nothing: it is the prompt that can't be answered.
    GIVE_UP
  }

  private final transient Failure failure;
  private final Remedy remedy;

  AttemptFailed(Failure failure, Remedy remedy) {
    super(failure.code(), null, false, false);
    this.failure = failure;
    this.remedy = remedy;
  }

  AttemptFailed(Failure failure) {
    this(failure, remedy(failure));
  }

  Failure failure() {
    return failure;
  }

  Remedy remedy() {
    return remedy;
  }

  private static Remedy remedy(Failure failure) {
    if (failure.retryable()) return Remedy.RETRY;
    return switch (failure.status()) {
      case 404, 502 -> Remedy.FALL_BACK; // it lacks the model, refuses the key, or speaks otherwise
      default -> Remedy.GIVE_UP;
    };
  }
}
