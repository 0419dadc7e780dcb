package dev.spate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a body ends can't be told, so the connection ends with the reply, and whoever runs the
/// gateway reads nothing of it.
@Timeout(60)
class BrokenBodiesTest {
  private static final List<Logger> LOGGERS =
      Stream.of("io.helidon", "dev.spate").map(Logger::getLogger).toList();

  private final Warnings warnings = new Warnings();

  @BeforeEach
  void watch() {
    for (var logger : LOGGERS) logger.addHandler(warnings);
  }

  @AfterEach
  void unwatch() {
    for (var logger : LOGGERS) logger.removeHandler(warnings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5~ab",
        "ffffffffff~ab",
        "ffffffff~ab",
        "zz~ab",
        "~ab",
        "3;x~Why~",
        "3~Why~zz~ab",
        "3~Why~0~X-Trailer: a~~",
        "3~Why~0~X-Trailer: a~~GET / HTTP/1.1~~"
      })
  void endsTheConnectionOfWhoSendsMalformedChunks(String chunks) throws IOException {
    var head = "POST /v1/streams HTTP/1.1\nTransfer-Encoding: chunked";
    try (var gateway = TestGateway.start()) {
      try (var broken = RawExchange.unanswered(gateway.port(), head, chunks.replace("~", "\r\n"))) {
        broken.socket().setSoTimeout(5_000);

        assertThat(rest(broken))
            .startsWith("HTTP/1.1 400 ")
            .contains("Connection: close\r\n", "urn:spate:bad-request", "chunks")
            .containsOnlyOnce("HTTP/1.1");
      }
      assertAnswersANewConnection(gateway);
    }
    assertThat(warnings.messages()).isEmpty();
  }

  @Test
  void logsNothingOfABodyThatBrokeOff() throws IOException {
    var head = "POST /v1/streams HTTP/1.1\nTransfer-Encoding: chunked";
    try (var gateway = TestGateway.start()) {
      try (var broken = RawExchange.halfClosed(gateway.port(), head, "5\r\nab")) {
        assertThat(broken.status()).isEqualTo(400);
        broken.body();
        assertThat(rest(broken)).isEmpty();
      }
      assertAnswersANewConnection(gateway);
    }
    assertThat(warnings.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 9", "Transfer-Encoding: chunked"})
  void logsNothingOfABodyThatIsTooSlow(String framing) throws IOException {
    var head = "POST /v1/streams HTTP/1.1\n" + framing;
    try (var gateway = TestGateway.start("server.body-deadline", "500ms")) {
      try (var slow = RawExchange.unanswered(gateway.port(), head, "9\r\nWhy")) {
        assertThat(rest(slow)).startsWith("HTTP/1.1 408 ");
      }
      assertAnswersANewConnection(gateway);
    }
    assertThat(warnings.messages()).isEmpty();
  }

  private static void assertAnswersANewConnection(TestGateway gateway) throws IOException {
    try (var next = RawExchange.get(gateway.port(), "/v1/streams")) {
      assertThat(next.status()).isEqualTo(200);
    }
  }

  /// All that comes until the connection ends.
  private static String rest(RawExchange exchange) throws IOException {
    return new String(exchange.socket().getInputStream().readAllBytes(), UTF_8);
  }

  private static final class Warnings extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    Warnings() {
      setLevel(Level.WARNING);
    }

    List<String> messages() {
      return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) messages.add(record.getLoggerName() + ": " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
