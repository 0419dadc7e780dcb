package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.Lifetime;
import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReaderTest {
  private final PromptReader reader = new PromptReader("echo", 64);

  @Test
  void takesTextAsItIs() {
    var request = reader.text(" Why \"SSE\"?\n");

    assertThat(request.prompt())
        .isEqualTo(
            new Prompt(
                "echo",
                List.of(
                    new Message(
                        "user",
                        " Why \"SSE\"?\n",
                        "{\"role\":\"user\",\"content\":\" Why \\\"SSE\\\"?\\n\"}")),
                Map.of()));
    assertThat(request.json()).isEqualTo("{\"prompt\":\" Why \\\"SSE\\\"?\\n\"}");
  }

  @Test
  void readsMessagesAndKeepsWhatItDoesNotUnderstand() {
    var body =
        """
        {"model": "clock", "messages": [
          {"role": "system", "content": "Be brief."},
          {"role": "user", "name": "ann", "content": [
            {"type": "text", "text": "What is "}, {"type": "image_url", "image_url": {"url": "data:"}},
            {"type": "text", "text": "this?"}]},
          {"role": "assistant", "content": null, "tool_calls": []}],
         "temperature": 1e-1, "x_unknown": {"deep": [1, null, "\\u0000"]}}\
        """;

    var request = reader.json(body);

    var prompt = request.prompt();
    assertThat(request.json()).isEqualTo(body);
    assertThat(prompt.model()).isEqualTo("clock");
    assertThat(prompt.messages())
        .extracting(Message::role)
        .containsExactly("system", "user", "assistant");
    assertThat(prompt.messages())
        .extracting(Message::text)
        .containsExactly("Be brief.", "What is this?", "");
    assertThat(prompt.messages().get(1).json()).contains("\"image_url\":{\"url\":\"data:\"}");
    assertThat(prompt.parameters()).containsOnlyKeys("temperature", "x_unknown");
    assertEqualJson(prompt.parameters().getOrDefault("temperature", ""), "0.1");
    assertEqualJson(
        prompt.parameters().getOrDefault("x_unknown", ""), "{\"deep\":[1,null,\"\\u0000\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                       | not JSON",
        "{\"prompt\":\"a\"                      | not JSON",
        "{\"prompt\":\"a\"} x                   | not JSON",
        "[1]                                    | must be a JSON object",
        "{}                                     | either 'prompt'",
        "{\"prompt\":\"a\",\"messages\":[]}     | either 'prompt'",
        "{\"prompt\":1}                         | 'prompt' must be a string",
        "{\"prompt\":\" \\n\"}                  | 'prompt' is empty",
        "{\"prompt\":\"a\",\"model\":1}         | 'model' must be a string",
        "{\"messages\":[]}                      | at least one message",
        "{\"messages\":\"a\"}                   | 'messages' must be an array",
        "{\"messages\":[1]}                     | 'messages[0]' must be an object",
        "{\"messages\":[{\"content\":\"a\"}]}   | 'messages[0].role'",
        "{\"messages\":[{\"role\":\"user\",\"content\":1}]}   | 'messages[0].content'",
        "{\"messages\":[{\"role\":\"user\",\"content\":[1]}]} | 'messages[0].content'",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}  | 'messages[0].content' is empty",
        "{\"messages\":[{\"role\":\"user\",\"content\":[]}]}    | 'messages[0].content' is empty",
        "{\"prompt\":\"a\",\"x\":1e99999999999} | too many digits",
        "{\"prompt\":\"a\",\"lifetime\":\"soon\"} | 'lifetime' is 'soon': it must be attached",
        "Why SSE?                              | the body is not JSON: 'W' is unexpected, in line"
            + " 1, column 1",
        "{'prompt'                             | the body is not JSON: ''' is unexpected, in line"
            + " 1, column 2",
        "{\"prompt\":\"a                        | the body is not JSON: it breaks off",
        "{\"prompt\":\"a\"                      | the body is not JSON: it breaks off",
        "{\"prompt\":\"a\",\"lifetime\":30}       | 'lifetime' must be attached"
      })
  void namesTheFieldAndTheMend(String body, String message) {
    assertThatThrownBy(() -> reader.json(body == null ? "" : body))
        .isInstanceOf(BadPrompt.class)
        .hasMessageContaining(message);
  }

  @Test
  void passesOnWhatUtf8CannotCarry() {
    var request =
        reader.json("{\"prompt\":\"a\",\"x\":[\"\\ud83e\",\"\\ud83e\\udd86\",\"\\udd86\"]}");

    assertThat(request.prompt().parameters())
        .containsEntry("x", "[\"\\ud83e\",\"🦆\",\"\\udd86\"]");
  }

  @Test
  void refusesNumbersBeyondReason() {
    assertThatThrownBy(() -> reader.json("{\"prompt\":\"a\",\"x\":" + "9".repeat(5_000) + "}"))
        .isInstanceOf(BadPrompt.class)
        .hasMessageContaining("too many digits");
  }

  @Test
  void refusesAnEmptyPrompt() {
    assertThatThrownBy(() -> reader.text(" \n"))
        .isInstanceOf(BadPrompt.class)
        .hasMessageContaining("empty");
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThat(reader.json(nested(63)).prompt().parameters()).containsKey("deep");
    assertThatThrownBy(() -> reader.json(nested(64)))
        .isInstanceOf(BadPrompt.class)
        .hasMessageContaining("64 levels");
    assertThatThrownBy(() -> reader.json(nested(1_000_000))).isInstanceOf(BadPrompt.class);
  }

  @Test
  void readsALifetime() {
    assertThat(reader.json("{\"prompt\":\"a\",\"lifetime\":\"2s\"}").lifetime())
        .contains(new Lifetime(Duration.ofSeconds(2)));
    assertThat(reader.json("{\"prompt\":\"a\"}").lifetime()).isEmpty();
    assertThat(reader.text("a").lifetime()).isEmpty();
  }

  private static String nested(int levels) {
    return "{\"prompt\":\"a\",\"deep\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private static void assertEqualJson(String actual, String expected) {
    assertThat(Json.createReader(new StringReader(actual)).readValue())
        .isEqualTo(Json.createReader(new StringReader(expected)).readValue());
  }
}
