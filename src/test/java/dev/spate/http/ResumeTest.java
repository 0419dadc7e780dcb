package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.RawExchange.Body;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.SseReader;
import dev.spate.wire.SseReader.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wherever a reply is cut, the stream goes on from there, to the byte.
@Timeout(300)
class ResumeTest {
  private static final List<String> HOSTILE =
      List.of(
          " a", "\n", "\r\n", "\u2028", "🦆", "data:", "", "\n\n", "id: 7-7\n", "\u0000", "\"\\");
  private static final int EVENTS = 40; // with `started` and `finished`
  private static final Finished END = new Finished(STOP, new Usage(1, 38, false));

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void watch() {
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
  }

  @AfterEach
  void noThreadDiedOfACut() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    assertThat(uncaught).isEmpty();
  }

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

  /// Each byte of the reply: in the middle of a character, of a frame, of a chunk's length.
  @Test
  void losesAndDoublesNothingWhereverTheConnectionIsCut() throws IOException {
    var limit = new AtomicLong(Long.MAX_VALUE);
    try (var gateway = TestGateway.start(Map.of("hostile", hostile()));
        var relay = new Relay(gateway.port(), limit::get)) {
      var id = start(gateway.port(), "hostile");
      var events = SseReader.events(follow(gateway.port(), id, 0).body().text());
      long length = lengthOfReply(gateway.port(), id);

      for (long cut = 0; cut < length; cut++) {
        limit.set(cut);
        var reader = new Reader(id, new ArrayList<>());
        reader.follow(relay.port());
        assertThat(reader.received().size()).isLessThanOrEqualTo(EVENTS);
        reader.follow(gateway.port());

        assertThat(reader.received()).as("cut after byte %d", cut).isEqualTo(events);
      }
      assertThat(relay.cuts()).isEqualTo(length);
    }
  }

  @Test
  void losesAndDoublesNothingInTwoHundredRandomCuts() throws Exception {
    long seed = Long.getLong("spate.seed", System.nanoTime());
    System.out.println("spate.seed=" + seed);
    var random = new Random(seed);
    var cutsLeft = new AtomicInteger(200);
    LongSupplier limits =
        () -> cutsLeft.getAndDecrement() > 0 ? random.nextLong(3_000) : Long.MAX_VALUE;
    try (var gateway = TestGateway.start(Map.of("long", longAnswer()));
        var relay = new Relay(gateway.port(), limits);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var id = start(gateway.port(), "long");
      Callable<List<Event>> reading =
          () -> {
            var reader = new Reader(id, new ArrayList<>());
            while (!reader.hasEnd()) reader.follow(relay.port());
            return reader.received();
          };

      var readers = threads.invokeAll(List.of(reading, reading, reading));

      var events = SseReader.events(follow(gateway.port(), id, 0).body().text());
      assertThat(events).hasSize(3_002);
      for (var reader : readers) assertThat(reader.get()).isEqualTo(events);
      assertThat(relay.cuts()).isEqualTo(200);
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

  /// Takes some seconds, so that it is cut while it goes on.
  private static Generator longAnswer() {
    return (_, output) -> {
      for (int i = 0; i < 3_000; i++) {
        output.write(new Text("piece " + i + HOSTILE.get(i % 11)));
        Thread.sleep(1);
      }
      return END;
    };
  }

  /// A client that comes back with the id of the last event it has.
  private record Reader(String id, List<Event> received) {
    void follow(int port) {
      var last = received.isEmpty() ? "" : received.getLast().id();
      try (var exchange = RawExchange.get(port, "/v1/streams/" + id, "Last-Event-ID: " + last)) {
        received.addAll(SseReader.events(exchange.body().text()));
      } catch (IOException _) {
        // cut within the head
      }
    }

    boolean hasEnd() {
      return !received.isEmpty() && received.getLast().type().equals("finished");
    }
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

  private static long lengthOfReply(int port, String id) throws IOException {
    try (var exchange = RawExchange.get(port, "/v1/streams/" + id, "Last-Event-ID: ")) {
      exchange.body();
      return exchange.bytes();
    }
  }

  private static List<String> frames(Body body) {
    assertThat(body.whole()).isTrue();
    return List.of(body.text().split("(?<=\n\n)"));
  }

  private static Body framesAfter(int k, List<String> frames) {
    return new Body(String.join("", frames.subList(k, frames.size())), true);
  }
}
