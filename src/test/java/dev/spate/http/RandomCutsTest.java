package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.Transport.Event;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams that are read by every transport at once, through a network that breaks.
@Timeout(300)
class RandomCutsTest {
  private static final int CUTS = 2_000;
  private static final int STREAMS = 10;
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
    var random = new Random(seed);
    try (var gateway = TestGateway.start(Map.of("paced", paced()));
        var relay =
            new Relay(
                gateway.port(), cuts -> cuts < CUTS ? random.nextLong(4_000) : Long.MAX_VALUE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var streams = new ArrayList<String>();
      var followers = new ArrayList<List<Future<List<Event>>>>();
      for (int i = 0; i < STREAMS; i++) {
        var stream = start(gateway);
        streams.add(stream);
        var readers = new ArrayList<Future<List<Event>>>();
        for (var transport : Transport.values()) {
          for (int twice = 0; twice < 2; twice++) {
            readers.add(
                threads.submit(() -> Follower.readToItsEnd(transport, relay.port(), stream)));
          }
        }
        followers.add(readers);
      }

      for (int i = 0; i < STREAMS; i++) {
        var events = Follower.readToItsEnd(Transport.SSE, gateway.port(), streams.get(i));
        assertThat(events).hasSize(PIECES + 2);
        for (var reader : followers.get(i)) assertThat(reader.get()).isEqualTo(events);
      }
      assertThat(relay.cuts()).isGreaterThanOrEqualTo(CUTS);
    }
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
