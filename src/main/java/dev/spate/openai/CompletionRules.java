package dev.spate.openai;

import static dev.spate.http.ProblemType.BAD_PROMPT;
import static dev.spate.openai.Rule.Field.optional;
import static dev.spate.openai.Rule.Field.required;

import dev.spate.http.Problem;
import dev.spate.openai.Rule.Between;
import dev.spate.openai.Rule.ByType;
import dev.spate.openai.Rule.Flag;
import dev.spate.openai.Rule.ListOf;
import dev.spate.openai.Rule.MapOf;
import dev.spate.openai.Rule.Members;
import dev.spate.openai.Rule.Text;
import dev.spate.openai.Rule.TextOr;
import dev.spate.openai.Rule.Whole;
import dev.spate.openai.Rule.Word;
import dev.spate.wire.BoundsReader;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What the members of a request for a chat completion must be. Those that are not here are for the
/// backend to judge.
final class CompletionRules {
  private static final Text STOP = new Text(1, BoundsReader.MOST_CHARS);
  private static final Rule NAMED = new Members(required("name", new Text(1, 64)));

  private static final Rule TABLE =
      new Members(
          required("model", new Text(0, Integer.MAX_VALUE)),
          required("messages", new ListOf(1, Integer.MAX_VALUE, new MessageRule())),
          optional("stream", new Flag()),
          optional(
              "stream_options",
              new Members(
                  optional("include_usage", new Flag()),
                  optional("include_obfuscation", new Flag()))),
          optional("max_completion_tokens", new Whole(1, Long.MAX_VALUE)),
          optional("max_tokens", new Whole(1, Long.MAX_VALUE)),
          optional("n", new Whole(1, 128)),
          optional("stop", new TextOr(STOP, new ListOf(1, BoundsReader.MOST, STOP))),
          optional("temperature", new Between(0, 2)),
          optional("top_p", new Between(0, 1)),
          optional("frequency_penalty", new Between(-2, 2)),
          optional("presence_penalty", new Between(-2, 2)),
          optional("logit_bias", new MapOf(1_000_000, 64, new Between(-100, 100))),
          optional("logprobs", new Flag()),
          optional("top_logprobs", new Whole(0, 20)),
          optional("seed", new Whole(Long.MIN_VALUE, Long.MAX_VALUE)),
          optional(
              "tools",
              new ListOf(
                  0,
                  Integer.MAX_VALUE,
                  new ByType(
                      Map.of(
                          "function", new Members(required("function", NAMED)),
                          "custom", new Members(required("custom", NAMED)))))),
          optional(
              "response_format",
              new Members(
                  required("type", new Word(List.of("text", "json_object", "json_schema"))))),
          optional("metadata", new MapOf(16, 64, new Text(0, 512))));

  private CompletionRules() {}

  /// @param models those that there are, for whoever asks for none
  /// @throws Problem if it breaks one
  static void check(JsonObject request, Supplier<List<String>> models) {
    if (!has("model", request)) {
      var known = String.join(", ", models.get());
      throw refused("model", "is missing; there are: " + known, "missing_required_parameter");
    }
    TABLE.check("", request);
    boolean streams = request.getBoolean("stream", false);
    if (has("stream_options", request) && !streams) {
      throw refused("stream_options", "needs 'stream' to be true: leave it out", "invalid_value");
    }
    if (has("top_logprobs", request) && !request.getBoolean("logprobs", false)) {
      throw refused("top_logprobs", "needs 'logprobs' to be true: leave it out", "invalid_value");
    }
    if (request.get("n") instanceof JsonNumber n && n.longValue() > 1) {
      throw refused(
          "n",
          "is %s: a stream is one answer, so send the request %s times".formatted(n, n),
          "unsupported_value");
    }
  }

  private static boolean has(String name, JsonObject request) {
    return !request.getOrDefault(name, JsonValue.NULL).equals(JsonValue.NULL);
  }

  private static Problem refused(String param, String fault, String code) {
    return BAD_PROMPT.because("'%s' %s".formatted(param, fault)).at(param, code);
  }
}
