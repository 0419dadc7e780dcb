package dev.spate.openai;

import dev.spate.stream.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One of each kind of an upstream's failures.
public final class UpstreamFailureKinds {
  private UpstreamFailureKinds() {}

  public static Stream<Failure> all() {
    return Stream.of(
        UpstreamFailures.TRUNCATED,
        UpstreamFailures.unreachable("it refuses connections"),
        UpstreamFailures.invalid("nothing"),
        UpstreamFailures.unavailable(Duration.ofSeconds(10)),
        UpstreamError.of(502, "", Optional.empty(), new Secrets(List.of())));
  }
}
