package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
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
class CorsTest {
  private static final String SITE = "https://chat.test";
  private static final String OF_1970 = "00000000000000000000000000000000000a";

  private final TestGateway gateway =
      TestGateway.start(
          "server.origins",
          "%s, http://localhost:5173".formatted(SITE),
          "generators.echo.first-piece",
          "0s",
          "generators.echo.tokens-per-second",
          "0");

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /v1/streams                | 200",
        "GET    | /v1/streams/<ended>        | 200",
        "HEAD   | /v1/streams/<ended>        | 200",
        "GET    | /v1/streams/<ended>?after=4 | 204",
        "GET    | /v1/streams/<ended>?after=x | 400",
        "GET    | /v1/streams/<forgotten>    | 410",
        "POST   | /v1/streams/<ended>/cancel | 200",
        "DELETE | /v1/streams/<ended>        | 204",
        "PUT    | /v1/streams                | 405",
        "GET    | /v1/models                 | 200",
        "GET    | /v1/models/nope            | 404",
        "GET    | /nope                      | 404",
        "OPTIONS | /v1/streams               | 204",
        "POST   | /v1/streams                | 400"
      })
  void letsAListedSiteReadEachAnswer(String method, String path, int status) throws IOException {
    var there = path.replace("<ended>", ended()).replace("<forgotten>", OF_1970);
    try (var answer = send(gateway, method, there, "Origin: " + SITE)) {
      assertThat(answer.status()).isEqualTo(status);
      assertReadable(answer, SITE);
    }
  }

  @Test
  void letsAListedSiteReadStreams() throws IOException {
    try (var posted =
        RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?", "Origin: " + SITE)) {
      assertReadable(posted, SITE);
      assertThat(posted.body().whole()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/streams", "/v1/streams/x", "/v1/models", "/nope"})
  void tellsAListedSiteBeforehandWhatItMaySend(String path) throws IOException {
    try (var permission = preflight(gateway, path, SITE)) {
      assertThat(permission.status()).isEqualTo(204);
      assertThat(permission.header("Access-Control-Allow-Origin")).isEqualTo(SITE);
      assertThat(permission.header("Access-Control-Allow-Methods"))
          .isEqualTo("GET, HEAD, POST, DELETE, OPTIONS");
      assertThat(permission.header("Access-Control-Allow-Headers").split(", "))
          .contains("Authorization", "Last-Event-ID", "Idempotency-Key", "Spate-Lifetime", "*");
      assertThat(permission.header("Access-Control-Max-Age")).isEqualTo("7200");
      assertThat(permission.header("Vary")).isEqualTo("Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.test", "http://chat.test", "https://chat.test.evil", "null"})
  void leavesOtherSitesWithoutPermission(String origin) throws IOException {
    try (var got = send(gateway, "GET", "/v1/models", "Origin: " + origin);
        var refused = preflight(gateway, "/v1/streams", origin)) {
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("Vary")).isEqualTo("Origin");
      assertUnreadable(got);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().text()).contains("server.origins", origin);
      assertUnreadable(refused);
    }
  }

  @Test
  void saysNothingToWhoeverIsNoPageOfAnotherSite() throws IOException {
    var own = "Origin: http://127.0.0.1:" + gateway.port();
    try (var got = send(gateway, "GET", "/v1/models");
        var posted = RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?", own)) {
      assertUnreadable(got);
      assertThat(posted.status()).isEqualTo(200);
      assertUnreadable(posted);
    }
  }

  @Test
  void saysNothingWhenNoSiteIsListed() throws IOException {
    try (var alone = TestGateway.start();
        var got = send(alone, "GET", "/v1/models", "Origin: " + SITE);
        var refused = preflight(alone, "/v1/models", SITE)) {
      assertThat(got.header("Vary")).isEmpty();
      assertUnreadable(got);
      assertThat(refused.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://any.test", "null"})
  void letsAnySiteWhenItIsToldTo(String origin) throws IOException {
    try (var open = TestGateway.start("server.origins", "*");
        var posted = RawExchange.post(open.port(), "/v1/streams", "Why SSE?", "Origin: " + origin);
        var permission = preflight(open, "/v1/streams", origin)) {
      assertThat(posted.status()).isEqualTo(200);
      assertReadable(posted, origin);
      assertThat(permission.status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SITE, "https://any.test", "null"})
  void leavesTheClockOpenToAnySite(String origin) throws IOException {
    try (var events = send(gateway, "HEAD", "/events", "Origin: " + origin)) {
      assertThat(events.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }

  private static void assertReadable(RawExchange answer, String origin) {
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .isEqualTo("Spate-Stream, Location, Retry-After, X-Request-Id");
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  private static void assertUnreadable(RawExchange answer) {
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Methods")).isEmpty();
    assertThat(answer.header("Access-Control-Expose-Headers")).isEmpty();
  }

  private static RawExchange preflight(TestGateway gateway, String path, String origin)
      throws IOException {
    return send(
        gateway,
        "OPTIONS",
        path,
        "Origin: " + origin,
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: authorization,content-type,x-stainless-os");
  }

  private static RawExchange send(
      TestGateway gateway, String method, String path, String... headers) throws IOException {
    var lines = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
    return new RawExchange(gateway.port(), method + " " + path + " HTTP/1.1\n" + lines + "\n");
  }

  private String ended() throws IOException {
    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?")) {
      assertThat(exchange.body().whole()).isTrue();
      return exchange.header("Spate-Stream");
    }
  }
}
