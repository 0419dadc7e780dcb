package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.http.Transport.Event;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every transport promises to who reads a stream by it.
@Tag("also-without-the-pump")
@Timeout(120)
interface TransportContract {
  List<String> HOSTILE =
      List.of(
          " a", "\n", "\r\n", "\u2028", "🦆", "data:", "", "\n\n", "id: 7-7\n", "\u0000", "\"\\");
  int EVENTS = 40; // with `started` and `finished`
  Finished END = new Finished(STOP, new Usage(1, 38, false));

  Transport transport();

  @Test
  default void givesEveryEventToItsEnd() throws Exception {
    try (var gateway = TestGateway.start(Map.of("hostile", hostile(new CountDownLatch(0))))) {
      var events = readAll(gateway, start(gateway, "hostile"));

      assertThat(events).hasSize(EVENTS);
      assertThat(events.getFirst().type()).isEqualTo("started");
      assertThat(events.getFirst().data().getString("model")).isEqualTo("hostile");
      for (int i = 1; i < EVENTS - 1; i++) {
        assertThat(events.get(i).type()).isEmpty();
        assertThat(events.get(i).data().getString("text")).isEqualTo(text(i + 1));
      }
      assertThat(events.getLast().type()).isEqualTo("finished");
      assertThat(events.getLast().data())
          .hasToString("{\"reason\":\"stop\",\"usage\":{\"inputTokens\":1,\"outputTokens\":38}}");
    }
  }

  @Test
  default void goesOnFromEveryPositionOfAStreamThatHasEnded() throws Exception {
    try (var gateway = TestGateway.start(Map.of("hostile", hostile(new CountDownLatch(0))))) {
      var stream = start(gateway, "hostile");
      var events = readAll(gateway, stream);

      for (int k = 0; k <= EVENTS; k++) assertGivesRest(gateway, stream, k, events);
    }
  }

  /// Readers at every position that there is while it goes on, and one who was there from the
  /// start.
  @Test
  default void goesOnFromEveryPositionOfAStreamThatGoesOn() throws Exception {
    var more = new CountDownLatch(1);
    try (var gateway = TestGateway.start(Map.of("hostile", hostile(more)));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stream = start(gateway, "hostile");
      var early = threads.submit(() -> readAll(gateway, stream));
      RawExchange.get(gateway.port(), "/v1/streams/" + stream).await("-" + EVENTS / 2 + "\n");
      for (int k = 1; k < EVENTS / 2; k++) {
        int position = k;
        var _ = threads.submit(() -> transport().request(gateway.port(), stream, position));
      }
      var late = threads.submit(() -> readAll(gateway, stream));
      more.countDown();

      assertThat(early.get()).hasSize(EVENTS).isEqualTo(late.get());
      for (int k = 0; k <= EVENTS; k++) assertGivesRest(gateway, stream, k, early.get());
    }
  }

  /// Each byte of the reply: in the middle of a character, of an event, of a chunk's length.
  @Test
  default void losesAndDoublesNothingWhereverTheConnectionIsCut() throws Exception {
    var limit = new AtomicLong(Long.MAX_VALUE);
    try (var gateway = TestGateway.start(Map.of("hostile", hostile(new CountDownLatch(0))));
        var relay = new Relay(gateway.port(), _ -> limit.get())) {
      var stream = start(gateway, "hostile");
      var events = readAll(gateway, stream);
      long length = length(gateway, stream);

      for (long cut = 0; cut < length; cut++) {
        limit.set(cut);
        var follower = new Follower(transport(), stream);
        follower.readOn(relay.port());
        follower.readToItsEnd(gateway.port());

        assertThat(follower.received()).as("cut after byte %d", cut).isEqualTo(events);
      }
      assertThat(relay.cuts()).isEqualTo(length);
    }
  }

  /// Two at once, who are cut again and again while the stream goes on.
  @Test
  default void losesAndDoublesNothingForTwoWhoResumeAtOnce() throws Exception {
    try (var gateway = TestGateway.start(Map.of("paced", paced()));
        var relay = new Relay(gateway.port(), cuts -> cuts < 40 ? 450 : Long.MAX_VALUE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stream = start(gateway, "paced");
      var one = threads.submit(() -> Follower.readToItsEnd(transport(), relay.port(), stream));
      var two = threads.submit(() -> Follower.readToItsEnd(transport(), relay.port(), stream));

      assertThat(one.get()).isEqualTo(two.get()).isEqualTo(readAll(gateway, stream));
      assertThat(relay.cuts()).isGreaterThanOrEqualTo(40);
    }
  }

  @Test
  default void tellsItsReadersThatItWasCancelled() throws Exception {
    try (var gateway = TestGateway.start(Map.of("hostile", hostile(new CountDownLatch(1))));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stream = start(gateway, "hostile");
      var reader = threads.submit(() -> readAll(gateway, stream));
      while (readers(gateway, stream) == 0) Thread.onSpinWait();

      RawExchange.post(gateway.port(), "/v1/streams/" + stream + "/cancel", "").close();

      assertThat(reader.get().getLast().data().getString("reason")).isEqualTo("cancelled");
    }
  }

  @Test
  default void tellsItsReadersThatTheAnswerBrokeOff() throws Exception {
    Generator breaks =
        (_, output) -> {
          output.write(new Text("a"));
          throw new GenerationFailed(
              new Failure("upstream_truncated", "it ended", 502, true, Optional.empty(), ""));
        };
    try (var gateway = TestGateway.start(Map.of("breaks", breaks))) {
      var events = readAll(gateway, start(gateway, "breaks"));

      assertThat(events).hasSize(3);
      assertThat(events.getLast().type()).isEqualTo("failed");
      assertThat(events.getLast().data().getString("code")).isEqualTo("upstream_truncated");
    }
  }

  private List<Event> readAll(TestGateway gateway, String stream) throws IOException {
    return Follower.readToItsEnd(transport(), gateway.port(), stream);
  }

  private void assertGivesRest(TestGateway gateway, String stream, int k, List<Event> events)
      throws IOException {
    try (var reply = transport().request(gateway.port(), stream, k)) {
      if (k == EVENTS && transport() == Transport.SSE) {
        assertThat(reply.status()).isEqualTo(204);
        return;
      }
      var body = reply.body();
      assertThat(transport().events(body)).isEqualTo(events.subList(k, EVENTS));
      if (transport() == Transport.LONG_POLL) assertThat(body.text()).contains("\"last\":true");
    }
  }

  private long length(TestGateway gateway, String stream) throws IOException {
    try (var exchange = transport().request(gateway.port(), stream, 0)) {
      exchange.body();
      return exchange.bytes();
    }
  }

  private static int readers(TestGateway gateway, String stream) throws IOException {
    var path = "/v1/streams/" + stream;
    try (var snapshot = RawExchange.get(gateway.port(), path, "Accept: application/json")) {
      return snapshot.body().text().contains("\"readers\":0") ? 0 : 1;
    }
  }

  /// A stream that nobody reads yet.
  private static String start(TestGateway gateway, String model) throws IOException {
    var body = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    try (var started =
        RawExchange.post(
            gateway.port(),
            "/v1/streams",
            body,
            "Content-Type: application/json",
            "Accept: application/json")) {
      assertThat(started.status()).isEqualTo(201);
      return started.header("Spate-Stream");
    }
  }

  private static String text(int position) {
    return HOSTILE.get(position % HOSTILE.size());
  }

  /// Thirty-eight pieces, the latter half when `more` says so.
  private static Generator hostile(CountDownLatch more) {
    return (_, output) -> {
      for (int position = 2; position < EVENTS; position++) {
        if (position == EVENTS / 2 + 1) more.await();
        output.write(new Text(text(position)));
      }
      return END;
    };
  }

  private static Generator paced() {
    return (_, output) -> {
      for (int i = 0; i < 1_000; i++) {
        output.write(new Text("piece " + i + text(i)));
        Thread.sleep(1);
      }
      return END;
    };
  }
}
