package dev.spate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.http.RawExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many who ask for much, and take none of it, in little memory.
@Timeout(120)
class StuckReadersTest {
  private static final int READERS = 300;
  private static final int CHARS = 2 << 20;

  private final List<Socket> stuck = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (var socket : stuck) socket.close();
  }

  /// Each copy of the text that a reader had would be more than a hundredth of the heap.
  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "application/json"})
  void holdNoMoreOfAStreamThanTheyAreWritten(String accept) throws Exception {
    var command =
        GatewayProcess.command(
            "-Xmx128m",
            "-Dserver.port=0",
            "-Dserver.write-deadline=60s",
            "-Dgenerators.echo.tokens-per-second=0",
            "-Dstore.max-bytes=64MiB");
    try (var gateway = GatewayProcess.start(command)) {
      int port = gateway.port();
      String id;
      try (var posted =
          RawExchange.post(port, "/v1/streams", "x".repeat(CHARS), "Content-Type: text/plain")) {
        id = posted.header("Spate-Stream");
        assertThat(posted.body().text().contains("\"reason\":\"stop\"")).isTrue();
      }

      for (int i = 0; i < READERS; i++) stuck.add(ask(port, id, accept));

      for (var socket : stuck) assertThat(socket.getInputStream().read()).isEqualTo('H');
      try (var another = RawExchange.post(port, "/v1/streams", "Still there?")) {
        assertThat(another.body().text()).contains("Still", "\"reason\":\"stop\"");
      }
    }
  }

  private static Socket ask(int port, String id, String accept) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(1_024);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    OutputStream out = socket.getOutputStream();
    var head =
        "GET /v1/streams/%s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n\r\n"
            .formatted(id, accept);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
