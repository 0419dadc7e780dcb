package dev.spate.openai;

import dev.spate.stream.StreamEvent.Usage;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.Map;

/// Tokens as OpenAI counts them: `{"prompt_tokens":11,"completion_tokens":4,"total_tokens":15}`,
/// and `"estimated":true` where the backend did not count.
final class UsageObject {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private UsageObject() {}

  /// @param own what the backend has said beside these three, which it may have said too
  static JsonObject of(Usage usage, JsonObject own) {
    var object =
        JSON.createObjectBuilder()
            .add("prompt_tokens", usage.inputTokens())
            .add("completion_tokens", usage.outputTokens())
            .add("total_tokens", usage.inputTokens() + usage.outputTokens());
    own.forEach(object::add);
    if (usage.estimated()) object.add("estimated", true);
    return object.build();
  }
}
