package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class OriginGuardTest {
  private final TestGateway gateway =
      TestGateway.start("server.hosts", "spate.test", "server.origins", "https://chat.test");

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LocalHost:9000, 200",
    "127.0.0.1:1, 200",
    "[::1]:8000, 200",
    "spate.test, 200",
    "spate.test:80, 200",
    "evil.test, 403",
    "localhost.evil.test, 403",
    "127.0.0.1.evil.test:8000, 403",
    "[::2], 403"
  })
  void isMeantForThisGatewayOnly(String host, int status) throws IOException {
    try (var got = RawExchange.get(gateway.port(), "/v1/streams", "Host: " + host)) {
      assertThat(got.status()).isEqualTo(status);
      if (status == 403) assertThat(got.body().text()).contains("server.hosts");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8000, 200",
    "https://chat.test, 200",
    "http://localhost:8001, 403",
    "http://chat.test, 403",
    "http://evil.test, 403",
    "null, 403"
  })
  void isUsedByItsOwnPagesOnly(String origin, int status) throws IOException {
    var headers = new String[] {"Host: localhost:8000", "Origin: " + origin};
    try (var posted = RawExchange.post(gateway.port(), "/v1/streams", "Hi", headers)) {
      assertThat(posted.status()).isEqualTo(status);
      if (status == 403) assertThat(posted.body().text()).contains("server.origins");
    }
    try (var deleted =
        new RawExchange(
            gateway.port(),
            "DELETE /v1/streams/x HTTP/1.1\nHost: localhost:8000\nOrigin: " + origin + "\n\n")) {
      assertThat(deleted.status()).isEqualTo(status == 200 ? 404 : 403);
    }
  }
}
