package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
class MethodsTest {
  private static final String OF_1970 = "00000000000000000000000000000000000a";

  private final TestGateway gateway =
      TestGateway.start(
          "generators.echo.first-piece", "0s", "generators.echo.tokens-per-second", "0");

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/streams            | GET, HEAD, POST, OPTIONS",
        "/v1/streams/x          | GET, HEAD, DELETE, OPTIONS",
        "/v1/streams/x/cancel   | POST, OPTIONS",
        "/v1/models             | GET, HEAD, OPTIONS",
        "/v1/models/echo        | GET, HEAD, OPTIONS",
        "/v1/models/script/long | GET, HEAD, OPTIONS",
        "/v1/chat/completions   | POST, OPTIONS",
        "/v1/chat/completions/x | GET, HEAD, OPTIONS",
        "/events                | GET, HEAD, OPTIONS",
        "/                      | GET, HEAD, OPTIONS",
        "/live                  | GET, HEAD, OPTIONS",
        "/index.html            | GET, HEAD, OPTIONS"
      })
  void namesTheMethodsOfEachPath(String path, String methods) throws IOException {
    try (var named = send("OPTIONS", path);
        var refused = send("PUT", path);
        var unheardOf = send("BREW", path)) {
      assertThat(named.status()).isEqualTo(204);
      assertThat(named.header("Allow")).isEqualTo(methods);
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.header("Allow")).isEqualTo(methods);
      assertThat(refused.body().text()).contains("'PUT' is not for this path", methods);
      assertThat(unheardOf.status()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/v1", "/v1/nope", "/v1/streams/a/b", "/assets/x.js"})
  void hasNoMethodForAPathThatIsNotThere(String path) throws IOException {
    for (var method : new String[] {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}) {
      try (var nothing = send(method, path)) {
        assertThat(nothing.status()).as(method).isEqualTo(404);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/streams             | */*               | 200",
        "/v1/streams/<ended>     | */*               | 200",
        "/v1/streams/<ended>     | text/event-stream | 200",
        "/v1/streams/<ended>     | application/json  | 200",
        "/v1/streams/<ended>     | application/xml   | 406",
        "/v1/streams/<ended>?after=4   | */*         | 204",
        "/v1/streams/<ended>?after=x   | */*         | 400",
        "/v1/streams/nope        | */*               | 404",
        "/v1/streams/<forgotten> | */*               | 410",
        "/v1/chat/completions/<ended>  | */*         | 200",
        "/v1/chat/completions/<ended>?stream=true | */* | 200",
        "/v1/chat/completions/nope     | */*         | 404",
        "/v1/models              | */*               | 200",
        "/v1/models/echo         | */*               | 200",
        "/v1/models/nope         | */*               | 404",
        "/v1/nope                | */*               | 404",
        "/                       | */*               | 200",
        "/nope                   | */*               | 404"
      })
  void answersHeadAsGetWithoutItsBody(String path, String accept, int status) throws IOException {
    var there = path.replace("<ended>", ended()).replace("<forgotten>", OF_1970);

    try (var got = RawExchange.get(gateway.port(), there, "Accept: " + accept);
        var head = send("HEAD", there, "Accept: " + accept, "Connection: close")) {
      assertThat(head.status()).isEqualTo(status).isEqualTo(got.status());
      for (var name : new String[] {"Content-Type", "Spate-Stream", "Cache-Control"}) {
        assertThat(head.header(name)).as(name).isEqualTo(got.header(name));
      }
      assertThat(head.header("X-Request-Id")).isNotEmpty();
      assertThat(rest(head)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nope", "/v1/models/nope"})
  void saysInAHeadHowLongTheBodyWouldBe(String path) throws IOException {
    try (var got = RawExchange.get(gateway.port(), path);
        var head = send("HEAD", path)) {
      assertThat(head.header("Content-Length")).isEqualTo(got.header("Content-Length"));
    }
  }

  @Test
  void endsAHeadOfWhatWouldLastAtOnce() throws IOException {
    try (var events = send("HEAD", "/events")) {
      assertThat(events.status()).isEqualTo(200);
      assertThat(events.header("Content-Type")).startsWith("text/event-stream");
      assertThat(rest(events)).isEmpty();
    }
    var clock = "{\"model\":\"clock\",\"prompt\":\"?\"}";
    try (var live =
        RawExchange.post(gateway.port(), "/v1/streams", clock, "Content-Type: application/json")) {
      var path = "/v1/streams/" + live.header("Spate-Stream");
      try (var head = send("HEAD", path)) {
        assertThat(rest(head)).isEmpty();
      }
      try (var snapshot = RawExchange.get(gateway.port(), path, "Accept: application/json")) {
        assertThat(snapshot.body().text()).contains("\"state\":\"live\"", "\"readers\":1");
      }
    }
  }

  private RawExchange send(String method, String path, String... headers) throws IOException {
    var lines = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
    return new RawExchange(gateway.port(), method + " " + path + " HTTP/1.1\n" + lines + "\n");
  }

  /// Whatever comes after the head until the connection is closed.
  private static String rest(RawExchange exchange) throws IOException {
    var rest = exchange.socket().getInputStream().readAllBytes();
    return new String(rest, StandardCharsets.UTF_8);
  }

  private String ended() throws IOException {
    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?")) {
      assertThat(exchange.body().whole()).isTrue();
      return exchange.header("Spate-Stream");
    }
  }
}
