package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.http.RawExchange;
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
class OpenAiDialectTest {
  private final TestGateway gateway = TestGateway.start();

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1, 404, not_found",
    "GET, /v1/, 404, not_found",
    "POST, /v1/embeddings, 404, not_found",
    "GET, /v1/streamsx, 404, not_found",
    "GET, /v1/models/nope, 404, model_not_found",
    "POST, /v1/models, 405, method_not_allowed"
  })
  void isWhatClientsOfOpenAiGet(String method, String path, int status, String code)
      throws IOException {
    try (var answer = send(method + " " + path + " HTTP/1.1\n\n")) {
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.body().text())
          .startsWith("{\"error\":{\"message\":\"")
          .endsWith(
              "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"%s\"}}"
                  .formatted(code));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/streams/nope",
        "/v1/streams/a/b",
        "/v1/%73treams/nope",
        "/v1/ws",
        "/v1/lab/x",
        "/nope",
        "/v1x"
      })
  void leavesSpatesOwnPathsTheirProblems(String path) throws IOException {
    try (var answer = RawExchange.get(gateway.port(), path)) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void namesThePathsThatThereAreAndTheyAre() throws IOException {
    try (var nothing = RawExchange.get(gateway.port(), "/nope")) {
      var message = nothing.body().text();
      var paths = message.replaceFirst(".*there are ", "").replaceFirst("\".*", "").split(", ");
      assertThat(paths).contains("/v1/streams", "/v1/models");
      for (var path : paths) {
        try (var there = RawExchange.get(gateway.port(), path.replace("{id}", "1"))) {
          if (there.status() == 404) assertThat(there.body().text()).contains("no_such_stream");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/embeddings", "/v1/completions", "/v1/responses"})
  void saysWhatThereIsOfOpenAisApi(String path) throws IOException {
    try (var nothing = send("POST " + path + " HTTP/1.1\n\n{}")) {
      assertThat(nothing.body().text())
          .contains(
              "\"message\":\"'%s' is not served: of OpenAI's API there are chat completions and models\""
                  .formatted(path));
    }
  }

  @Test
  void isAlsoWhatThoseGetWhomTheGatewayDoesNotLetIn() throws IOException {
    try (var foreign = RawExchange.get(gateway.port(), "/v1/models", "Host: evil.test")) {
      assertThat(foreign.status()).isEqualTo(403);
      assertThat(foreign.body().text()).startsWith("{\"error\":").contains("foreign_host");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "br", "deflate, gzip"})
  void namesTheEncodingOfABodyThatIsEncoded(String encoding) throws IOException {
    for (var path : new String[] {"/v1/streams", "/v1/chat/completions"}) {
      try (var encoded =
          RawExchange.post(gateway.port(), path, "x", "Content-Encoding: " + encoding)) {
        assertThat(encoded.status()).isEqualTo(415);
        assertThat(encoded.body().text())
            .contains("'Content-Encoding' is '" + encoding + "': send the body as it is");
      }
    }
  }

  @Test
  void isAlsoWhatThoseGetWhoseRequestCannotBeRead() throws IOException {
    try (var malformed = send("GET /v1/models HTTP/1.1\nHost: a b\n\n")) {
      assertThat(malformed.status()).isEqualTo(400);
      assertThat(malformed.body().text()).startsWith("{\"error\":").contains("bad_request");
    }
    try (var malformed = send("GET /v1/streams HTTP/1.1\nHost: a b\n\n")) {
      assertThat(malformed.status()).isEqualTo(400);
      assertThat(malformed.body().text()).startsWith("{\"type\":\"urn:spate:bad-request\"");
    }
  }

  private RawExchange send(String request) throws IOException {
    return new RawExchange(gateway.port(), request);
  }
}
