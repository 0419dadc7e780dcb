package dev.spate.http;

import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.wire.SseReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Clients that would rather speak HTTP/2 (`Upgrade: h2c`), as Java's own does by default.
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class Http2OfferTest {
  private final TestGateway gateway = TestGateway.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void isAnsweredOverHttp1() throws Exception {
    assertThat(client.version()).isEqualTo(HTTP_2);

    for (int i = 0; i < 3; i++) { // over one connection, which is kept
      var list = send(HttpRequest.newBuilder(gateway.uri("/v1/models")).build());
      assertThat(list.version()).isEqualTo(HTTP_1_1);
      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.body()).contains("\"object\":\"list\"");
    }
  }

  @Test
  void isAnsweredWithAStreamToItsEnd() throws Exception {
    var body = BodyPublishers.ofString("Why SSE?");
    var stream = send(HttpRequest.newBuilder(gateway.uri("/v1/streams")).POST(body).build());

    assertThat(stream.version()).isEqualTo(HTTP_1_1);
    assertThat(SseReader.events(stream.body())).last().matches(e -> e.type().equals("finished"));

    var id = stream.headers().firstValue("Spate-Stream").orElseThrow();
    var again = send(HttpRequest.newBuilder(gateway.uri("/v1/streams/" + id)).build());
    assertThat(again.body()).isEqualTo(stream.body());
  }

  @Test
  void isAnsweredByAnErrorOnAConnectionThatIsKept() throws Exception {
    for (int i = 0; i < 2; i++) {
      var body = BodyPublishers.ofString("{}");
      var nothing = send(HttpRequest.newBuilder(gateway.uri("/v1/nope")).POST(body).build());
      assertThat(nothing.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void isIgnoredWhateverTheMethod() throws IOException {
    var offer =
        """
        %s HTTP/1.1
        Connection: Upgrade, HTTP2-Settings
        Upgrade: h2c
        HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAABgAGAAA

        %s\
        """;
    for (var start : new String[] {"GET /v1/models", "HEAD /v1/models", "OPTIONS /v1/models"}) {
      try (var answer = new RawExchange(gateway.port(), offer.formatted(start, ""))) {
        assertThat(answer.status()).as(start).isIn(200, 204);
      }
    }
    try (var posted =
        new RawExchange(gateway.port(), offer.formatted("POST /v1/streams", "Why SSE?"))) {
      assertThat(posted.body().whole()).isTrue();
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }
}
