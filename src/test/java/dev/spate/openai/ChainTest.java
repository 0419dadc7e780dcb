package dev.spate.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.RawExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Spate behind Spate behind Spate, each an upstream of the next.
@Tag("also-without-the-pump")
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class ChainTest {
  /// What each of them says of its own stream.
  private static final Pattern OWN =
      Pattern.compile("\"id\":\"chatcmpl-[0-9a-z]+\"|\"created\":[0-9]+|\"position\":[0-9]+");

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final TestGateway first = TestGateway.start(generators());
  private final TestGateway second = behind(first);
  private final TestGateway third = behind(second);

  @AfterAll
  void stop() {
    third.close();
    second.close();
    first.close();
  }

  private Map<String, Generator> generators() {
    var generators = new LinkedHashMap<>(Answers.all());
    generators.put("waiting", Answers.waiting(interrupted));
    return generators;
  }

  private static TestGateway behind(TestGateway upstream) {
    return TestGateway.start(
        "generators.spate.type", "openai",
        "generators.spate.base-url", upstream.uri("/v1").toString(),
        "generators.spate.models", "*",
        "generators.spate.retries", "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "length", "empty", "reasoning", "tools", "parallel"})
  void saysAtItsEndWhatItSaysAtItsBeginning(String model) throws IOException {
    var said = said(first, model);

    assertThat(said).contains("[DONE]", "\"usage\":{");
    assertThat(said(third, model)).isEqualTo(said);
  }

  @Test
  void failsAsItsBeginningDoes() throws IOException {
    assertThat(said(third, "breaking")).contains("event: error").doesNotContain("[DONE]");
  }

  @Test
  void cancelsToItsBeginning() throws Exception {
    try (var answer = ask(third, "waiting")) {
      answer.await("\"content\":\"It is \"");
      var stream = answer.header("Spate-Stream");

      RawExchange.post(third.port(), "/v1/streams/" + stream + "/cancel", "").close();

      assertThat(interrupted.await(30, SECONDS)).isTrue();
      assertThat(answer.body().text()).contains("\"x_finish\":\"cancelled\"");
    }
  }

  private static String said(TestGateway gateway, String model) throws IOException {
    try (var answer = ask(gateway, model)) {
      return OWN.matcher(answer.body().text()).replaceAll("");
    }
  }

  private static RawExchange ask(TestGateway gateway, String model) throws IOException {
    var body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true,"
                .formatted(model)
            + "\"stream_options\":{\"include_usage\":true}}";
    return RawExchange.post(
        gateway.port(), "/v1/chat/completions", body, "Content-Type: application/json");
  }
}
