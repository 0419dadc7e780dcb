package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Text;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Answers that end where the prompt says, whoever gives them.
@Tag("also-without-the-pump")
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class BoundsTest {
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final TestGateway gateway = TestGateway.start(Map.of("endless", endless()));

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void holdForABackendThatDoesNotKnowThem() throws Exception {
    assertThat(answer("{\"model\":\"endless\",\"prompt\":\"?\",\"max_tokens\":2}"))
        .contains("\"text\":\"word 1, \"")
        .doesNotContain("word 2")
        .endsWith(
            "\"event\":\"finished\",\"reason\":\"length\","
                + "\"usage\":{\"inputTokens\":0,\"outputTokens\":2,\"estimated\":true}}\n");
    letGo.await();
  }

  @Test
  void stopAcrossTheBordersOfPieces() throws Exception {
    assertThat(answer("{\"model\":\"endless\",\"prompt\":\"?\",\"stop\":[\"never\",\"1, wo\"]}"))
        .contains("\"text\":\"word 0, \"", "\"text\":\"word \"", "\"reason\":\"stop\"")
        .doesNotContain("1, wo");
  }

  @Test
  void stopSimulatorsToo() throws Exception {
    assertThat(answer("{\"prompt\":\"Why SSE?\",\"stop\":\" SSE\"}"))
        .contains("\"text\":\"Why\"", "\"reason\":\"stop\"")
        .doesNotContain("SSE?");
  }

  private Generator endless() {
    return (_, output) -> {
      try {
        for (int i = 0; ; i++) output.write(new Text("word " + i + ", "));
      } finally {
        letGo.countDown();
      }
    };
  }

  private String answer(String prompt) throws IOException {
    try (var exchange =
        RawExchange.post(
            gateway.port(),
            "/v1/streams",
            prompt,
            "Content-Type: application/json",
            "Accept: application/x-ndjson")) {
      assertThat(exchange.status()).isEqualTo(200);
      return exchange.body().text();
    }
  }
}
