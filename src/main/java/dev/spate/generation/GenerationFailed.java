package dev.spate.generation;

import dev.spate.stream.Failure;

/// Thrown by a generator whose answer broke off. Its failure becomes the stream's end:
///
/// ```java
/// throw new GenerationFailed(
///     new Failure("upstream_unreachable", "no route to host", 502, true, Optional.empty(), ""));
/// ```
public final class GenerationFailed extends RuntimeException {
  private final transient Failure failure;

  public GenerationFailed(Failure failure) {
    super(failure.code() + ": " + failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
