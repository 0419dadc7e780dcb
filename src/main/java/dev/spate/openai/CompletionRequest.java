package dev.spate.openai;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import dev.spate.http.Bodies.JsonBody;
import dev.spate.wire.BoundsReader;
import dev.spate.wire.ForeignJson;
import dev.spate.wire.MessageText;
import dev.spate.wire.PromptRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A request for a chat completion: `{"model":"echo","messages":[{"role":"user","content":"Hi"}]}`.
/// Members that we don't know are passed on.
///
/// @param streams whether the completion is wanted in chunks, as it comes
record CompletionRequest(PromptRequest asked, boolean streams, ChunkOptions options) {
  static final String EXAMPLE =
      "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  /// @param models those that there are
  /// @throws dev.spate.http.Problem if a member is not what it must be
  static CompletionRequest read(JsonBody body, Supplier<List<String>> models) {
    var request = body.object();
    CompletionRules.check(request, models);
    var prompt = new Prompt(request.getString("model"), messages(request), parameters(request));
    return new CompletionRequest(
        new PromptRequest(prompt, BoundsReader.of(request), body.text(), Optional.empty()),
        request.getBoolean("stream", false),
        ChunkOptions.of(request.getOrDefault("stream_options", JsonValue.NULL)));
  }

  private static List<Message> messages(JsonObject request) {
    return request.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(m -> new Message(m.getString("role"), MessageText.of(m), ForeignJson.of(m)))
        .toList();
  }

  /// Null means as much as nothing, and not every backend knows that.
  private static Map<String, String> parameters(JsonObject request) {
    var parameters = new HashMap<String, String>();
    request.forEach((name, value) -> {
      if (!value.equals(JsonValue.NULL)) parameters.put(name, ForeignJson.of(value));
    });
    parameters.remove("model");
    parameters.remove("messages");
    return parameters;
  }
}
