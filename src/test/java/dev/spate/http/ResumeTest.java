package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.RawExchange.Body;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From wherever it is read on, a stream has the same bytes.
@Tag("also-without-the-pump")
@Timeout(60)
class ResumeTest {
  private static final List<String> HOSTILE =
      List.of(
          " a", "\n", "\r\n", "\u2028", "🦆", "data:", "", "\n\n", "id: 7-7\n", "\u0000", "\"\\");
  private static final int EVENTS = 40; // with `started` and `finished`
  private static final Finished END = new Finished(STOP, new Usage(1, 38, false));

  @Test
  void resumesAtEveryEventOfAStreamThatHasEnded() throws IOException {
    try (var gateway = TestGateway.start(Map.of("hostile", hostile()))) {
      var id = start(gateway.port(), "hostile");
      var frames = frames(follow(gateway.port(), id, 0).body());

      assertThat(frames).hasSize(EVENTS);
      for (int k = 0; k < EVENTS; k++) {
        assertThat(follow(gateway.port(), id, k).body()).isEqualTo(framesAfter(k, frames));
      }
      assertThat(follow(gateway.port(), id, EVENTS).status()).isEqualTo(204);
    }
  }

  /// Readers at every position there is, when it has come to the first event, to half, to its end.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 30, EVENTS - 1})
  void resumesAtEveryEventOfAStreamThatGoesOn(int reached) throws IOException {
    var more = new CountDownLatch(1);
    try (var gateway = TestGateway.start(Map.of("hostile", hostile(reached, more)))) {
      var id = start(gateway.port(), "hostile");
      follow(gateway.port(), id, 0).await("id: " + id + "-" + reached + "\n");
      var readers = new ArrayList<RawExchange>();
      for (int k = 0; k <= reached; k++) readers.add(follow(gateway.port(), id, k));

      more.countDown();

      var frames = frames(readers.getFirst().body());
      assertThat(frames).hasSize(EVENTS);
      for (int k = 1; k <= reached; k++) {
        assertThat(readers.get(k).body()).isEqualTo(framesAfter(k, frames));
      }
    }
  }

  private static Generator hostile() {
    return hostile(EVENTS, new CountDownLatch(0));
  }

  /// Thirty-eight pieces, and those that come after event `reached` when `more` says so.
  private static Generator hostile(int reached, CountDownLatch more) {
    return (_, output) -> {
      for (int event = 2; event < EVENTS; event++) {
        if (event == reached + 1) more.await();
        output.write(new Text(HOSTILE.get(event % HOSTILE.size())));
      }
      if (reached == EVENTS - 1) more.await();
      return END;
    };
  }

  private static String start(int port, String model) throws IOException {
    var body = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    var headers = new String[] {"Content-Type: application/json", "Accept: application/json"};
    try (var exchange = RawExchange.post(port, "/v1/streams", body, headers)) {
      return exchange.header("Spate-Stream");
    }
  }

  private static RawExchange follow(int port, String id, int after) throws IOException {
    return RawExchange.get(port, "/v1/streams/" + id + "?after=" + after);
  }

  private static List<String> frames(Body body) {
    assertThat(body.whole()).isTrue();
    return List.of(body.text().split("(?<=\n\n)"));
  }

  private static Body framesAfter(int k, List<String> frames) {
    return new Body(String.join("", frames.subList(k, frames.size())), true);
  }
}
