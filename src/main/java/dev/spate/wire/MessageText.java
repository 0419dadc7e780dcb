package dev.spate.wire;

import static java.util.stream.Collectors.joining;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/// What a message says in words, as OpenAI has messages: its content, if that is a string, or the
/// texts of its parts. `{"role":"user","content":[{"type":"text","text":"Why SSE?"}]}`
public final class MessageText {
  private MessageText() {}

  /// All of it, joined; `""` if there is none.
  public static String of(JsonObject message) {
    return switch (message.get("content")) {
      case JsonString text -> text.getString();
      case JsonArray parts ->
          parts.stream()
              .map(part -> part instanceof JsonObject object ? object.get("text") : part)
              .map(text -> text instanceof JsonString some ? some.getString() : "")
              .collect(joining());
      case null, default -> "";
    };
  }
}
