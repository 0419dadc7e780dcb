package dev.spate.wire;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.Bounds;
import dev.spate.generation.Lifetime;
import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads prompts: plain text, or `{"model":"echo","prompt":"Why SSE?"}`, or with `"messages"` as
/// OpenAI has them, and perhaps `"lifetime"`. All other members are the prompt's parameters.
public final class PromptReader {
  private static final Set<String> OURS = Set.of("model", "prompt", "messages", "lifetime");

  private static final Pattern LOOKS_LIKE_JSON =
      Pattern.compile("\\s*\\{\\s*\"(model|prompt|messages)\"\\s*:");

  private static final String EXAMPLE = "{\"prompt\":\"Why SSE?\"}";

  private final String defaultModel;
  private final int depth;

  /// A reader of prompts for a gateway that has such a default.
  ///
  /// @param defaultModel answers where no model is named
  /// @param depth how many levels JSON may be nested
  public PromptReader(String defaultModel, int depth) {
    this.defaultModel = defaultModel;
    this.depth = depth;
  }

  /// Reads text that is the prompt as it is.
  ///
  /// @throws BadPrompt if the text is empty
  public PromptRequest text(String body) {
    if (body.isBlank()) throw new BadPrompt("the prompt is empty: send some text as the body");
    var prompt = new Prompt(defaultModel, List.of(fromUser(body)), Map.of());
    var json = "{\"prompt\":" + JsonStrings.string(body) + "}";
    return new PromptRequest(prompt, Bounds.NONE, json, Optional.empty());
  }

  /// Reads what `curl -d` sends: text as it is, though its type says otherwise. JSON that lacks its
  /// type would go to the wrong model, as a prompt in braces.
  ///
  /// @throws BadPrompt if it is empty, or looks like JSON that was meant for [#json]
  public PromptRequest form(String body) {
    if (LOOKS_LIKE_JSON.matcher(body).lookingAt()) {
      throw new BadPrompt(
          "the body looks like JSON: send it with -H 'Content-Type: application/json', or, if it is"
              + " the prompt itself, with -H 'Content-Type: text/plain'");
    }
    return text(body);
  }

  /// Reads a JSON object.
  ///
  /// @throws BadPrompt if it is not JSON, or not a prompt
  public PromptRequest json(String body) {
    var object = object(body, EXAMPLE);
    var prompt = new Prompt(model(object), messages(object), parameters(object));
    return new PromptRequest(prompt, BoundsReader.of(object), body, lifetime(object));
  }

  /// Reads a JSON object of any kind: like `example`, which is shown to whoever sends none.
  ///
  /// @throws BadPrompt if it is none
  public JsonObject object(String body, String example) {
    try {
      if (ForeignJson.parse(body, depth) instanceof JsonObject object) return object;
    } catch (BadJson e) {
      throw new BadPrompt("the body " + e.getMessage());
    }
    throw new BadPrompt("the body must be a JSON object: " + example);
  }

  private String model(JsonObject object) {
    return switch (object.get("model")) {
      case null -> defaultModel;
      case JsonString model -> model.getString();
      default -> throw new BadPrompt("'model' must be a string: \"" + defaultModel + "\"");
    };
  }

  private static Optional<Lifetime> lifetime(JsonObject object) {
    return switch (object.get("lifetime")) {
      case null -> Optional.empty();
      case JsonString text -> Optional.of(lifetime(text.getString()));
      default -> throw new BadPrompt("'lifetime' must be " + Lifetime.FORM);
    };
  }

  private static Lifetime lifetime(String text) {
    return Lifetime.parse(text)
        .orElseThrow(
            () -> new BadPrompt("'lifetime' is '" + text + "': it must be " + Lifetime.FORM));
  }

  private static List<Message> messages(JsonObject object) {
    if (object.containsKey("prompt") == object.containsKey("messages")) {
      throw new BadPrompt("send either 'prompt', a string, or 'messages', an array");
    }
    if (object.containsKey("prompt")) return List.of(fromUser(promptText(object)));
    if (!(object.get("messages") instanceof JsonArray array) || array.isEmpty()) {
      throw new BadPrompt("'messages' must be an array of at least one message");
    }
    var messages = new ArrayList<Message>();
    for (int i = 0; i < array.size(); i++)
      messages.add(message("messages[" + i + "]", array.get(i)));
    return messages;
  }

  private static String promptText(JsonObject object) {
    if (!(object.get("prompt") instanceof JsonString prompt)) {
      throw new BadPrompt("'prompt' must be a string");
    }
    if (prompt.getString().isBlank()) throw new BadPrompt("'prompt' is empty: it needs some text");
    return prompt.getString();
  }

  private static Message fromUser(String text) {
    return new Message(
        "user", text, "{\"role\":\"user\",\"content\":" + JsonStrings.string(text) + "}");
  }

  private static Message message(String field, JsonValue value) {
    if (!(value instanceof JsonObject message)) {
      throw new BadPrompt(
          "'" + field + "' must be an object: {\"role\":\"user\",\"content\":\"…\"}");
    }
    if (!(message.get("role") instanceof JsonString role) || role.getString().isBlank()) {
      throw new BadPrompt("'" + field + ".role' must be a string: \"user\", \"assistant\", …");
    }
    checkContent(field + ".content", message);
    var text = MessageText.of(message);
    if (role.getString().equals("user") && text.isBlank() && hasNoParts(message)) {
      throw new BadPrompt("'" + field + ".content' is empty: it needs some text");
    }
    return new Message(role.getString(), text, ForeignJson.of(message));
  }

  /// Parts may well have no text: an image, say.
  private static boolean hasNoParts(JsonObject message) {
    return !(message.get("content") instanceof JsonArray parts) || parts.isEmpty();
  }

  /// A string, or an array of parts; nothing where a tool was called.
  private static void checkContent(String field, JsonObject message) {
    switch (message.getOrDefault("content", JsonValue.NULL)) {
      case JsonString _ -> {}
      case JsonArray parts when parts.stream().allMatch(JsonObject.class::isInstance) -> {}
      case JsonArray _ ->
          throw new BadPrompt(
              "'" + field + "' must hold objects: {\"type\":\"text\",\"text\":\"…\"}");
      case JsonValue other when other.getValueType() == ValueType.NULL -> {}
      default -> throw new BadPrompt("'" + field + "' must be a string, or an array of parts");
    }
  }

  private static Map<String, String> parameters(JsonObject object) {
    var parameters = new LinkedHashMap<String, String>();
    object.forEach((name, value) -> {
      if (!OURS.contains(name)) parameters.put(name, ForeignJson.of(value));
    });
    return parameters;
  }
}
