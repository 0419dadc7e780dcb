package dev.spate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.http.RawExchange;
import dev.spate.wire.SseReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Simulators as a caller meets them.
@Timeout(60)
class SimulateTest {
  @Test
  void refusesAKnobThatIsTurnedTooFar() throws IOException {
    try (var gateway = TestGateway.start();
        var exchange = post(gateway, "echo", "{\"tokensPerSecond\":-5}")) {
      assertThat(exchange.status()).isEqualTo(400);
      assertThat(exchange.body().text())
          .contains("urn:spate:bad-prompt")
          .contains("'simulate.tokensPerSecond' is -5: it must be a whole number from 0 to 5000");
    }
  }

  @Test
  void failsOnRequest() throws IOException {
    var fault = "{\"fault\":{\"kind\":\"fail\",\"code\":\"overloaded\",\"afterMs\":1}}";
    try (var gateway = TestGateway.start();
        var exchange = post(gateway, "clock", fault)) {
      assertThat(SseReader.events(exchange.body().text()).getLast().data())
          .contains("\"code\":\"overloaded\"");
    }
  }

  private static RawExchange post(TestGateway gateway, String model, String simulate)
      throws IOException {
    var body = "{\"model\":\"%s\",\"prompt\":\"Why?\",\"simulate\":%s}".formatted(model, simulate);
    var head = "POST /v1/streams HTTP/1.1\nContent-Type: application/json\n\n";
    return new RawExchange(gateway.port(), head + body);
  }
}
