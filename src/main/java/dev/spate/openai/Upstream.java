package dev.spate.openai;

import static java.util.stream.Collectors.toSet;

import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.openai.AttemptFailed.Remedy;
import dev.spate.stream.StreamEvent.Finished;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A server that speaks OpenAI's chat completions, and how it is asked.
///
/// @param name where it stands in the configuration, for the log: `generators.gpt.upstreams.azure`
/// @param model its name for the model, if it isn't the one that is asked for
/// @param firstPiece how long it may think where another could be asked instead
/// @param mostBytes of one event
record Upstream(
    String name,
    UpstreamClient client,
    Optional<String> model,
    Circuits circuits,
    Retries retries,
    Duration firstPiece,
    int mostBytes)
    implements AutoCloseable {

  /// Asks it once for `asked`.
  ///
  /// @throws AttemptFailed if it failed before its first token
  /// @throws dev.spate.generation.GenerationFailed if it failed after that
  Finished answer(String asked, Prompt prompt, Output output, boolean hasFallback)
      throws InterruptedException {
    var its = named(asked);
    var permit = circuits.enter(its);
    if (permit.isEmpty()) {
      var alone = UpstreamFailures.unavailable(circuits.pause());
      throw new AttemptFailed(alone, Remedy.FALL_BACK);
    }
    try (var used = permit.get();
        var call = client.post("/chat/completions", UpstreamRequest.of(its, prompt));
        var attempt = new Attempt(this, its, call, used, output, hasFallback)) {
      return attempt.run();
    }
  }

  /// It is asked for no others any more.
  void keep(Set<String> asked) {
    circuits.keep(asked.stream().map(this::named).collect(toSet()));
  }

  private String named(String asked) {
    return model.orElse(asked);
  }

  /// Whether it is asked with a secret of the operator's.
  boolean hasKey() {
    return !secrets().isEmpty();
  }

  Endpoint endpoint() {
    return client.endpoint();
  }

  Secrets secrets() {
    return endpoint().secrets();
  }

  @Override
  public void close() {
    client.close();
  }
}
