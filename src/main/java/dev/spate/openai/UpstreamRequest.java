package dev.spate.openai;

import dev.spate.generation.Prompt;
import dev.spate.wire.PromptJson;
import java.util.HashMap;
import java.util.Set;

/// What an upstream is asked: the prompt with the upstream's name of the model, all else as the
/// caller sent it, as a stream that says its usage.
///
/// `{"model":"gpt-4.1","messages":[…],"stream":true,"stream_options":{"include_usage":true}}`
final class UpstreamRequest {
  /// What a stream of ours is about. And of choices we read one.
  private static final Set<String> OURS = Set.of("simulate", "lifetime", "n");

  private UpstreamRequest() {}

  static String of(String model, Prompt prompt) {
    var parameters = new HashMap<>(prompt.parameters());
    parameters.keySet().removeAll(OURS);
    parameters.put("stream", "true");
    parameters.put("stream_options", "{\"include_usage\":true}");
    return PromptJson.of(new Prompt(model, prompt.messages(), parameters));
  }
}
