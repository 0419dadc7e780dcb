package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of a stream that is forgotten.
@Timeout(60)
class ForgottenStreamsTest {
  private static final String TIME = "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)";
  private static final Pattern MEMBERS =
      Pattern.compile("\"ended\":\"" + TIME + "\",\"forgotten\":\"" + TIME + "\"}$");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"Hi\"}                                           | finished at",
        "{\"prompt\":\"Hi\",\"simulate\":{\"fault\":{\"kind\":\"fail\"}}} | failed at",
        "{\"model\":\"clock\",\"prompt\":\"Hi\"}                       | was cancelled at"
      })
  void saysHowAndWhenItEndedAndWhenItWasDeleted(String prompt, String how) throws IOException {
    try (var gateway = TestGateway.start()) {
      var asked = Instant.now();
      var id = ask(gateway, prompt);
      if (!prompt.contains("clock")) readToTheEnd(gateway, id);
      delete(gateway, id);

      var told = told(gateway, id);

      var times = MEMBERS.matcher(told);
      assertThat(times.find()).as(told).isTrue();
      var ended = Instant.parse(times.group(1));
      var forgotten = Instant.parse(times.group(2));
      assertThat(ended).isBetween(asked.minusMillis(1), forgotten);
      assertThat(forgotten).isBeforeOrEqualTo(Instant.now());
      assertThat(told).containsPattern(id + " " + how + " " + ended + " and (was )?forgotten at");
    }
  }

  @Test
  void saysItToWhoResumesWhenItsTimeIsOver() throws IOException {
    try (var gateway = TestGateway.start("store.retention", "0s");
        var stream = RawExchange.post(gateway.port(), "/v1/streams", "Hi")) {
      var id = stream.header("Spate-Stream");
      assertThat(stream.body().whole()).isTrue();

      try (var resumed =
          RawExchange.get(gateway.port(), "/v1/streams/" + id, "Last-Event-ID: " + id + "-2")) {
        assertThat(resumed.status()).isEqualTo(410);
        assertThat(resumed.body().text()).containsPattern(MEMBERS).contains("finished at");
      }
    }
  }

  @Test
  void saysNoMoreThanItKnows() throws IOException {
    try (var gateway = TestGateway.start("store.max-forgotten", "0")) {
      var id = ask(gateway, "{\"prompt\":\"Hi\"}");
      readToTheEnd(gateway, id);
      delete(gateway, id);

      assertThat(told(gateway, id))
          .endsWith("\"detail\":\"stream " + id + " was deleted, or is over and forgotten\"}");
    }
  }

  private static String ask(TestGateway gateway, String prompt) throws IOException {
    var headers = new String[] {"Content-Type: application/json", "Accept: application/json"};
    try (var asked = RawExchange.post(gateway.port(), "/v1/streams", prompt, headers)) {
      assertThat(asked.status()).isEqualTo(201);
      return asked.header("Spate-Stream");
    }
  }

  private static void readToTheEnd(TestGateway gateway, String id) throws IOException {
    try (var stream = RawExchange.get(gateway.port(), "/v1/streams/" + id)) {
      assertThat(stream.body().whole()).isTrue();
    }
  }

  private static void delete(TestGateway gateway, String id) throws IOException {
    var request = "DELETE /v1/streams/" + id + " HTTP/1.1\n\n";
    try (var deleted = new RawExchange(gateway.port(), request)) {
      assertThat(deleted.status()).isEqualTo(204);
    }
  }

  private static String told(TestGateway gateway, String id) throws IOException {
    try (var gone = RawExchange.get(gateway.port(), "/v1/streams/" + id)) {
      assertThat(gone.status()).isEqualTo(410);
      return gone.body().text();
    }
  }
}
