package dev.spate.openai;

import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.openai.AttemptFailed.Remedy;
import dev.spate.stream.StreamEvent.Finished;
import java.time.Duration;
import java.util.Optional;

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
    Circuit circuit,
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
    var permit = circuit.enter();
    if (permit.isEmpty()) {
      var alone = UpstreamFailures.unavailable(circuit.pause());
      throw new AttemptFailed(alone, Remedy.FALL_BACK);
    }
    var body = UpstreamRequest.of(model.orElse(asked), prompt);
    try (var its = permit.get();
        var call = client.post("/chat/completions", body);
        var attempt = new Attempt(this, call, its, output, hasFallback)) {
      return attempt.run();
    }
  }

  /// Whether it is asked with a secret of the operator's.
  boolean hasKey() {
    return !secrets().isEmpty();
  }

  Secrets secrets() {
    return client.endpoint().secrets();
  }

  @Override
  public void close() {
    client.close();
  }
}
