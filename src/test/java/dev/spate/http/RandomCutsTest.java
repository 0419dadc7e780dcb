package dev.spate.http;

import static dev.spate.http.Transport.LONG_POLL;
import static dev.spate.http.Transport.NDJSON;
import static dev.spate.http.Transport.SSE;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.Transport.Event;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams that are read by every transport at once, through a network that breaks.
@Tag("also-without-the-pump")
@Timeout(300)
class RandomCutsTest {
  private static final int CUTS = 2_040;
  private static final int STREAMS = 10;
  private static final int READERS = 6; // of each
  private static final int PIECES = 1_000;

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
  void loseDoubleAndHangNothing() throws Exception {
    long seed = Long.getLong("spate.seed", System.nanoTime());
    System.out.println("spate.seed=" + seed);
    var relays = new ArrayList<Relay>();
    try (var gateway = TestGateway.start(Map.of("paced", paced()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var streams = new ArrayList<String>();
      var followers = new ArrayList<List<Future<List<Event>>>>();
      for (int i = 0; i < STREAMS; i++) {
        var stream = start(gateway);
        streams.add(stream);
        var readers = new ArrayList<Future<List<Event>>>();
        for (var transport : List.of(SSE, SSE, NDJSON, NDJSON, LONG_POLL, LONG_POLL)) {
          var relay = cutting(gateway.port(), new Random(seed + relays.size()));
          relays.add(relay);
          readers.add(threads.submit(() -> Follower.readToItsEnd(transport, relay.port(), stream)));
        }
        followers.add(readers);
      }

      for (int i = 0; i < STREAMS; i++) {
        var events = Follower.readToItsEnd(SSE, gateway.port(), streams.get(i));
        assertThat(events).hasSize(PIECES + 2);
        for (var reader : followers.get(i)) assertThat(reader.get()).isEqualTo(events);
      }
      assertThat(relays.stream().mapToInt(Relay::cuts).sum()).isEqualTo(CUTS);
    } finally {
      for (var relay : relays) relay.close();
    }
  }

  /// For one reader.
  private static Relay cutting(int port, Random random) throws IOException {
    return new Relay(
        port, cuts -> cuts < CUTS / STREAMS / READERS ? random.nextLong(2_000) : Long.MAX_VALUE);
  }

  private static String start(TestGateway gateway) throws Exception {
    try (var started =
        RawExchange.post(
            gateway.port(),
            "/v1/streams",
            "{\"model\":\"paced\",\"prompt\":\"Hi\"}",
            "Content-Type: application/json",
            "Accept: application/json")) {
      return started.header("Spate-Stream");
    }
  }

  private static Generator paced() {
    var hostile = TransportContract.HOSTILE;
    return (_, output) -> {
      for (int i = 0; i < PIECES; i++) {
        output.write(new Text("piece " + i + hostile.get(i % hostile.size())));
        Thread.sleep(1);
      }
      return new Finished(STOP, new Usage(1, PIECES, false));
    };
  }
}
