package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.generation.Prompt;
import dev.spate.http.RawExchange;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.ForeignJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class CompletionRulesTest {
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
  private static final List<String> NULLABLE =
      List.of(
          "stream",
          "stream_options",
          "max_completion_tokens",
          "max_tokens",
          "n",
          "stop",
          "temperature",
          "top_p",
          "frequency_penalty",
          "presence_penalty",
          "logit_bias",
          "logprobs",
          "top_logprobs",
          "seed",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "functions",
          "function_call",
          "response_format",
          "reasoning_effort",
          "verbosity",
          "modalities",
          "audio",
          "prediction",
          "web_search_options",
          "moderation",
          "service_tier",
          "store",
          "metadata",
          "prompt_cache_key",
          "safety_identifier",
          "user");
  private static final String JSON = "Content-Type: application/json";

  private final Deque<Prompt> asked = new ConcurrentLinkedDeque<>();
  private final TestGateway gateway =
      TestGateway.start(
          Map.of("asked", asked()),
          "generators.echo.first-piece",
          "0s",
          "generators.echo.tokens-per-second",
          "0");

  @AfterAll
  void stop() {
    gateway.close();
  }

  /// A member of the request beside those that it needs, or instead of them; what is then said.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model    | null | model | missing_required_parameter",
        "model    | 7    | model | invalid_type",
        "messages | null | messages | missing_required_parameter",
        "messages | {}   | messages | invalid_type",
        "messages | []   | messages | invalid_value",
        "messages | [7]  | messages[0] | invalid_type",
        "messages | [{\"content\":\"Hi\"}] | messages[0].role | missing_required_parameter",
        "messages | [{\"role\":7}] | messages[0].role | invalid_type",
        "messages | [{\"role\":\"boss\",\"content\":\"Hi\"}] | messages[0].role | invalid_value",
        "messages | [{\"role\":\"user\"}] | messages[0].content | missing_required_parameter",
        "messages | [{\"role\":\"user\",\"content\":7}] | messages[0].content | invalid_type",
        "messages | [{\"role\":\"user\",\"content\":[]}] | messages[0].content | invalid_value",
        "messages | [{\"role\":\"user\",\"content\":[7]}] | messages[0].content[0] | invalid_type",
        "messages | [{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}] |"
            + " messages[0].content[0].type | missing_required_parameter",
        "messages | [{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}] |"
            + " messages[0].content[0].text | missing_required_parameter",
        "messages | [{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}] |"
            + " messages[0].content[0].image_url | missing_required_parameter",
        "messages |"
            + " [{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":7}]}] |"
            + " messages[0].content[0].input_audio | invalid_type",
        "messages | [{\"role\":\"user\",\"content\":[{\"type\":\"file\"}]}] |"
            + " messages[0].content[0].file | missing_required_parameter",
        "messages | [{\"role\":\"assistant\"}] | messages[0].content | missing_required_parameter",
        "messages | [{\"role\":\"tool\",\"content\":\"Hi\"}] | messages[0].tool_call_id |"
            + " missing_required_parameter",
        "messages | [{\"role\":\"function\",\"content\":\"Hi\"}] | messages[0].name |"
            + " missing_required_parameter",
        "stream   | 1    | stream | invalid_type",
        "stream   | \"true\" | stream | invalid_type",
        "stream_options | {} | stream_options | invalid_value",
        "stream_options | 7  | stream_options | invalid_type",
        "stream_options | {\"include_usage\":1} | stream_options.include_usage | invalid_type",
        "stream_options | {\"include_obfuscation\":1} | stream_options.include_obfuscation |"
            + " invalid_type",
        "max_completion_tokens | 0 | max_completion_tokens | invalid_value",
        "max_completion_tokens | \"7\" | max_completion_tokens | invalid_type",
        "max_tokens | 1.5 | max_tokens | invalid_value",
        "max_tokens | 99999999999999999999 | max_tokens | invalid_value",
        "n        | 0    | n | invalid_value",
        "n        | 129  | n | invalid_value",
        "n        | 2    | n | unsupported_value",
        "n        | \"1\" | n | invalid_type",
        "stop     | []   | stop | invalid_value",
        "stop     | 7    | stop | invalid_type",
        "stop     | \"\" | stop | invalid_value",
        "stop     | [\"a\",7] | stop[1] | invalid_type",
        "stop     | [\"1\",\"2\",\"3\",\"4\",\"5\"] | stop | invalid_value",
        "temperature | -0.1 | temperature | invalid_value",
        "temperature | 2.1  | temperature | invalid_value",
        "temperature | \"1\" | temperature | invalid_type",
        "top_p    | 1.01 | top_p | invalid_value",
        "frequency_penalty | 2.5 | frequency_penalty | invalid_value",
        "presence_penalty | -3 | presence_penalty | invalid_value",
        "logit_bias | 7 | logit_bias | invalid_type",
        "logit_bias | {\"50256\":-101} | logit_bias.50256 | invalid_value",
        "logprobs | 1    | logprobs | invalid_type",
        "top_logprobs | 21 | top_logprobs | invalid_value",
        "top_logprobs | 5 | top_logprobs | invalid_value",
        "seed     | 1.5  | seed | invalid_value",
        "tools    | {}   | tools | invalid_type",
        "tools    | [{}] | tools[0].type | missing_required_parameter",
        "tools    | [{\"type\":\"function\"}] | tools[0].function | missing_required_parameter",
        "tools    | [{\"type\":\"function\",\"function\":{}}] | tools[0].function.name |"
            + " missing_required_parameter",
        "tools    | [{\"type\":\"custom\",\"custom\":{\"name\":7}}] | tools[0].custom.name |"
            + " invalid_type",
        "response_format | \"json\" | response_format | invalid_type",
        "response_format | {\"type\":\"xml\"} | response_format.type | invalid_value",
        "metadata | 7 | metadata | invalid_type",
        "metadata | {\"a\":7} | metadata.a | invalid_type"
      })
  void areToldWithTheirPlaceWhenBroken(String name, String value, String param, String code)
      throws IOException {
    try (var refused = post(request(name, value), JSON)) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.header("Content-Type")).isEqualTo("application/json");
      var error = error(refused);
      assertThat(error).containsOnlyKeys("message", "type", "param", "code");
      assertThat(error.getString("type")).isEqualTo("invalid_request_error");
      assertThat(error.getString("param")).isEqualTo(param);
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).startsWith("'" + param + "' ");
    }
  }

  @Test
  void nameTheValueAndTheMend() throws IOException {
    try (var refused = post(request("n", "0"), JSON)) {
      assertThat(error(refused).getString("message"))
          .isEqualTo("'n' is 0: it must be a whole number from 1 to 128");
    }
    try (var refused = post(request("n", "3"), JSON)) {
      assertThat(error(refused).getString("message"))
          .isEqualTo("'n' is 3: a stream is one answer, so send the request 3 times");
    }
  }

  @Test
  void nameTheModelsThatThereAreToWhoeverAsksForNone() throws IOException {
    for (var body : new String[] {"{" + HI + "}", "{\"model\":null," + HI + "}"}) {
      try (var refused = post(body, JSON)) {
        assertThat(error(refused).getString("message"))
            .startsWith("'model' is missing; there are: ")
            .contains("echo, ", "asked");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "\"Hi\""})
  void showABodyThatTheyTakeToWhoeverSendsAnother(String body) throws IOException {
    var example = "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    try (var refused = post(body, JSON);
        var answered = post(example, JSON)) {
      assertThat(error(refused).getString("message"))
          .isEqualTo("the body must be a JSON object: " + example);
      assertThat(answered.status()).isEqualTo(200);
    }
  }

  /// A value that lies on a bound, and one that lies beyond it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "temperature | 0 | -0.001",
        "temperature | 2 | 2.001",
        "top_p | 0 | -0.001",
        "top_p | 1 | 1.001",
        "frequency_penalty | -2 | -2.001",
        "frequency_penalty | 2 | 2.001",
        "presence_penalty | -2 | -2.001",
        "presence_penalty | 2 | 2.001",
        "logit_bias | {\"7\":-100} | {\"7\":-100.5}",
        "logit_bias | {\"7\":100} | {\"7\":100.5}",
        "top_logprobs | 0,\"logprobs\":true | -1,\"logprobs\":true",
        "top_logprobs | 20,\"logprobs\":true | 21,\"logprobs\":true",
        "max_tokens | 1 | 0",
        "max_tokens | 9223372036854775807 | 9223372036854775808",
        "max_completion_tokens | 1 | 0",
        "max_completion_tokens | 9223372036854775807 | 9223372036854775808",
        "seed | -9223372036854775808 | -9223372036854775809",
        "seed | 9223372036854775807 | 9223372036854775808",
        "stop | [\"1\"] | []",
        "stop | [\"1\",\"2\",\"3\",\"4\"] | [\"1\",\"2\",\"3\",\"4\",\"5\"]",
        "metadata | {\"<64>\":\"a\"} | {\"<65>\":\"a\"}",
        "metadata | {\"a\":\"<512>\"} | {\"a\":\"<513>\"}",
        "tools | [{\"type\":\"function\",\"function\":{\"name\":\"<64>\"}}] |"
            + " [{\"type\":\"function\",\"function\":{\"name\":\"<65>\"}}]",
        "tools | [{\"type\":\"custom\",\"custom\":{\"name\":\"a\"}}] |"
            + " [{\"type\":\"custom\",\"custom\":{\"name\":\"\"}}]"
      })
  void takeWhatLiesOnABoundAndNothingBeyond(String name, String on, String beyond)
      throws IOException {
    try (var taken = post(request(name, filled(on)), JSON);
        var refused = post(request(name, filled(beyond)), JSON)) {
      assertThat(taken.status()).as(taken.body().text()).isEqualTo(200);
      assertThat(refused.status()).isEqualTo(400);
      var error = error(refused);
      assertThat(error.getString("param")).startsWith(name);
      assertThat(error.getString("code")).isEqualTo("invalid_value");
    }
  }

  @Test
  void sayNoBoundThatNobodyComesTo() throws IOException {
    try (var refused = post(request("max_tokens", "0"), JSON)) {
      assertThat(error(refused).getString("message"))
          .isEqualTo("'max_tokens' is 0: it must be a whole number from 1 on");
    }
    try (var refused = post(request("seed", "1.5"), JSON)) {
      assertThat(error(refused).getString("message"))
          .isEqualTo("'seed' is 1.5: it must be a whole number");
    }
  }

  @Test
  void boundWhatIsKeptOfMetadata() throws IOException {
    for (var metadata :
        new String[] {
          "{\"" + "k".repeat(65) + "\":\"v\"}", "{\"k\":\"" + "v".repeat(513) + "\"}", seventeen()
        }) {
      try (var refused = post(request("metadata", metadata), JSON)) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused).getString("param")).startsWith("metadata");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"role\":\"user\",\"content\":\"\"}]",
        "[{\"role\":\"developer\",\"content\":\"Be"
            + " brief.\"},{\"role\":\"user\",\"content\":\"Hi\"}]",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:,\"}}]}]",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"video_url\",\"video_url\":{}}]}]",
        "[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"42\"}]",
        "[{\"role\":\"assistant\",\"refusal\":\"No\"},{\"role\":\"user\",\"content\":\"Hi\",\"name\":\"Ann\"}]",
        "[{\"role\":\"function\",\"name\":\"f\",\"content\":null}]"
      })
  void letConversationsThroughThatOpenAiDoes(String messages) throws IOException {
    try (var answered = post("{\"model\":\"asked\",\"messages\":" + messages + "}", JSON)) {
      assertThat(answered.status()).as(answered.body().text()).isEqualTo(200);
    }
  }

  @Test
  void takeNullForNothing() throws IOException {
    var nulls = new StringBuilder();
    for (var name : NULLABLE) {
      nulls.append(",\"").append(name).append("\":null");
    }
    for (var model : new String[] {"asked", "echo"}) {
      try (var answered = post("{\"model\":\"" + model + "\"," + HI + nulls + "}", JSON)) {
        assertThat(answered.status()).as(answered.body().text()).isEqualTo(200);
      }
    }
    assertThat(asked.getLast().parameters()).isEmpty();
  }

  @Test
  void passOnWhatTheyDoNotKnow() throws IOException {
    var more =
        ",\"top_k\":4,\"chat_template_kwargs\":{\"thinking\":false},\"lifetime\":\"x\",\"prompt\":7,"
            + "\"service_tier\":\"flex\",\"temperature\":1.5,\"tools\":[{\"type\":\"retrieval\"}]";
    try (var answered = post("{\"model\":\"asked\"," + HI + more + "}", JSON)) {
      assertThat(answered.status()).as(answered.body().text()).isEqualTo(200);
    }
    assertThat(asked.getLast().parameters())
        .isEqualTo(
            Map.of(
                "top_k", "4",
                "chat_template_kwargs", "{\"thinking\":false}",
                "lifetime", "\"x\"",
                "prompt", "7",
                "service_tier", "\"flex\"",
                "temperature", "1.5",
                "tools", "[{\"type\":\"retrieval\"}]"));
    assertThat(asked.getLast().latest().text()).isEqualTo("Hi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        JSON,
        "Content-Type: application/json; charset=UTF-8",
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded"
      })
  void takeABodyForJsonWhateverItsTypeSays(String header) throws IOException {
    try (var answered =
        post("{\"model\":\"echo\"," + HI + "}", header, "Authorization: Bearer x")) {
      assertThat(answered.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"gpt-9\",<hi>}                                     | 404 | null |"
            + " model_not_found",
        "{\"model\":\"\",<hi>}                                          | 404 | null |"
            + " model_not_found",
        "{\"model\":\"echo\",<hi>                                       | 400 | null | bad_prompt",
        "[]                                                             | 400 | null | bad_prompt",
        "``                                                             | 400 | null | bad_prompt",
        "{\"model\":\"echo\",<hi>,\"modalities\":[\"text\",\"audio\"]}  | 400 | modalities |"
            + " bad_prompt",
        "{\"model\":\"echo\",<hi>,\"modalities\":\"audio\"}             | 400 | modalities |"
            + " bad_prompt",
        "{\"model\":\"echo\",<hi>,\"simulate\":{\"seed\":-5}}           | 400 | simulate.seed |"
            + " bad_prompt",
        "{\"model\":\"asked\",<hi>,\"simulate\":{\"seed\":5}}           | 400 | simulate |"
            + " bad_prompt"
      })
  void areNotAllThatARequestCanBreak(String body, int status, String param, String code)
      throws IOException {
    try (var refused = post(body.replace("<hi>", HI), JSON)) {
      assertThat(refused.status()).isEqualTo(status);
      var error = error(refused);
      assertThat(String.valueOf(error.get("param")).replace("\"", "")).isEqualTo(param);
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("type")).isEqualTo("invalid_request_error");
    }
  }

  @Test
  void doNotHoldForATypeThatIsNoJson() throws IOException {
    try (var refused = post("{\"model\":\"echo\"," + HI + "}", "Content-Type: image/png")) {
      assertThat(refused.status()).isEqualTo(415);
      assertThat(error(refused).getString("code")).isEqualTo("unsupported_type");
    }
  }

  private Generator asked() {
    return (prompt, output) -> {
      asked.add(prompt);
      output.write(new Text("a"));
      return new Finished(Reason.STOP, new Usage(1, 1, false));
    };
  }

  /// With as many characters as it says: `<64>`.
  private static String filled(String value) {
    return Pattern.compile("<([0-9]+)>")
        .matcher(value)
        .replaceAll(match -> "a".repeat(Integer.parseInt(match.group(1))));
  }

  private static String seventeen() {
    var metadata = new StringBuilder("{\"k\":\"v\"");
    for (int i = 0; i < 16; i++) metadata.append(",\"k").append(i).append("\":\"v\"");
    return metadata.append('}').toString();
  }

  private static String request(String name, String value) {
    var member = "\"" + name + "\":" + value;
    return switch (name) {
      case "model" -> "{" + member + "," + HI + "}";
      case "messages" -> "{\"model\":\"asked\"," + member + "}";
      default -> "{\"model\":\"asked\"," + HI + "," + member + "}";
    };
  }

  private static JsonObject error(RawExchange refused) throws IOException {
    var body = (JsonObject) ForeignJson.parse(refused.body().text(), 8);
    return body.getJsonObject("error");
  }

  private RawExchange post(String body, String... headers) throws IOException {
    return RawExchange.post(gateway.port(), "/v1/chat/completions", body, headers);
  }
}
