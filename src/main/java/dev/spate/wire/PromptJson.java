package dev.spate.wire;

import static dev.spate.wire.JsonStrings.string;
import static java.util.stream.Collectors.joining;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import java.util.TreeMap;

/// A prompt as JSON, one object on one line, messages and parameters as the caller sent them:
/// `{"model":"answer","messages":[{"role":"user","content":"Why SSE?"}],"max_tokens":100}`.
public final class PromptJson {
  private PromptJson() {}

  public static String of(Prompt prompt) {
    var json = new StringBuilder("{\"model\":").append(string(prompt.model()));
    json.append(
        prompt.messages().stream()
            .map(Message::json)
            .collect(joining(",", ",\"messages\":[", "]")));
    new TreeMap<>(prompt.parameters())
        .forEach((name, value) -> json.append(',').append(string(name)).append(':').append(value));
    return EventJson.oneLine(json.append('}').toString());
  }
}
