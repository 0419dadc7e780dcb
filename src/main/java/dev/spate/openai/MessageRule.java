package dev.spate.openai;

import static dev.spate.openai.Rule.Field.optional;
import static dev.spate.openai.Rule.Field.required;

import dev.spate.openai.Rule.Anything;
import dev.spate.openai.Rule.ByType;
import dev.spate.openai.Rule.ListOf;
import dev.spate.openai.Rule.Members;
import dev.spate.openai.Rule.Text;
import dev.spate.openai.Rule.TextOr;
import dev.spate.openai.Rule.Word;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A message: what it must have depends on its role. What the assistant has said may be no text at
/// all, but a call: `{"role":"assistant","content":null,"tool_calls":[…]}`.
record MessageRule() implements Rule {
  private static final Set<String> INSTEAD_OF_TEXT =
      Set.of("tool_calls", "function_call", "refusal", "audio");

  private static final Rule ROLE =
      new Members(
          required(
              "role",
              new Word(List.of("developer", "system", "user", "assistant", "tool", "function"))));

  private static final Rule PART =
      new ByType(
          Map.of(
              "text", new Members(required("text", new Text(0, Integer.MAX_VALUE))),
              "image_url", new Members(required("image_url", new Anything())),
              "input_audio", new Members(required("input_audio", new Members())),
              "file", new Members(required("file", new Members()))));

  private static final Rule CONTENT =
      new TextOr(new Text(0, Integer.MAX_VALUE), new ListOf(1, Integer.MAX_VALUE, PART));

  private static final Rule SAID = new Members(required("content", CONTENT));
  private static final Rule CALLED = new Members(optional("content", CONTENT));
  private static final Rule TOOL =
      new Members(
          required("tool_call_id", new Text(1, Integer.MAX_VALUE)), required("content", CONTENT));
  private static final Rule FUNCTION =
      new Members(required("name", new Text(1, Integer.MAX_VALUE)), optional("content", CONTENT));

  @Override
  public String form() {
    return "a message: {\"role\":\"user\",\"content\":\"…\"}";
  }

  @Override
  public void check(String param, JsonValue value) {
    if (!(value instanceof JsonObject message)) throw wrongType(param, value);
    ROLE.check(param, message);
    of(message).check(param, message);
  }

  private static Rule of(JsonObject message) {
    return switch (message.getString("role")) {
      case "tool" -> TOOL;
      case "function" -> FUNCTION;
      case "assistant" -> saysNoText(message) ? CALLED : SAID;
      default -> SAID;
    };
  }

  private static boolean saysNoText(JsonObject message) {
    return INSTEAD_OF_TEXT.stream()
        .anyMatch(name -> !message.getOrDefault(name, JsonValue.NULL).equals(JsonValue.NULL));
  }
}
