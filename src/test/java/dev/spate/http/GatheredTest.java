package dev.spate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.wire.PromptReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatheredTest {
  private static final int MOST_BYTES = 1 << 20;

  private final Bodies bodies = new Bodies(new PromptReader("echo", 64), MOST_BYTES, MOST_BYTES);

  @Test
  void isBoundedForOneChunk() {
    var gathered = bodies.gathered();

    gathered.grow(MOST_BYTES);

    assertThatThrownBy(() -> gathered.grow(MOST_BYTES + 1)).hasMessageContaining("server.max-body");
  }

  @Test
  void isBoundedForAllTogether() {
    var first = bodies.gathered();
    var second = bodies.gathered();
    for (int bytes = 0; bytes < MOST_BYTES; bytes += 8_192) first.grow(bytes);

    assertThatThrownBy(() -> second.grow(100_000))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("later");
    first.release();
    first.release();
    second.grow(MOST_BYTES);
  }

  @Test
  void refusesAChunkThatGrowsTooLarge() throws IOException {
    var head = "POST /v1/streams HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    var request = (head + "40000000\r\n" + "x".repeat(1 << 20)).getBytes(US_ASCII);
    try (var gateway = TestGateway.start("server.max-body", "256KiB");
        var exchange = RawExchange.raw(gateway.port(), request)) {
      assertThat(exchange.status()).isEqualTo(413);
      assertThat(exchange.body().text()).contains("server.max-body");
    }
  }

  @Test
  void takesAChunkAsLargeAsABody() throws IOException {
    var body = "fffe\r\n" + "x".repeat(0xfffe) + "\r\n0\r\n\r\n";
    var settings = new String[] {"server.max-body", "64KiB", "server.max-bodies", "64KiB"};
    var chunked = "Transfer-Encoding: chunked";
    try (var gateway = TestGateway.start(settings)) {
      for (int i = 0; i < 3; i++) {
        try (var posted = RawExchange.post(gateway.port(), "/v1/streams", body, chunked)) {
          assertThat(posted.status()).isEqualTo(200);
        }
      }
    }
  }
}
