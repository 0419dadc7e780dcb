package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.SseReader;
import dev.spate.wire.SseReader.Event;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that send or take next to nothing are cut when their time is over, and nobody else
/// notices.
@Tag("also-without-the-pump")
@Timeout(120)
class SlowClientsTest {
  private static final Finished END = new Finished(STOP, new Usage(1, 1, false));
  private static final String OPEN = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";

  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch cut = new CountDownLatch(1);

  @Test
  void cutsAReaderThatTakesNothingAndTheOthersGetAll() throws Exception {
    try (var gateway =
        TestGateway.start(Map.of("flood", flood(8_192)), "server.write-deadline", "2s")) {
      var id = start(gateway, "flood");
      long start = System.nanoTime();
      try (var stuck = follow(gateway, id, "");
          var reader = follow(gateway, id, "");
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all = threads.submit(() -> events(reader));
        written.await(); // though one of its readers is stuck
        while (!snapshot(gateway, id).contains("\"readers\":1,")) Thread.onSpinWait();
        assertThat(secondsSince(start)).isBetween(2.0, 20.0);
        cut.countDown();

        var events = all.get();
        assertThat(events).hasSize(402);
        assertThat(events.getLast().type()).isEqualTo("finished");

        var got = stuck.body();
        assertThat(got.whole()).isFalse();
        var received = new ArrayList<>(SseReader.events(got.text()));
        assertThat(received.size()).isLessThan(402);
        received.addAll(events(follow(gateway, id, received.getLast().id())));
        assertThat(received).isEqualTo(events);
      }
    }
  }

  /// It takes 1 KiB every 10 ms, and would have to take 16 within 100.
  @Test
  void losesAndDoublesNothingForAReaderSoSlowThatItIsCutAgainAndAgain() throws Exception {
    cut.countDown();
    try (var gateway =
        TestGateway.start(Map.of("flood", flood(1_024)), "server.write-deadline", "100ms")) {
      var id = start(gateway, "flood");
      written.await();
      var received = new ArrayList<Event>();
      int connections = 0;
      for (; received.size() < 402; connections++) {
        var last = received.isEmpty() ? "" : received.getLast().id();
        var request = "GET /v1/streams/" + id + " HTTP/1.1\nLast-Event-ID: " + last + "\n\n";
        received.addAll(events(RawExchange.over(new SlowSocket(gateway.port()), request)));
      }

      assertThat(connections).isGreaterThan(1);
      assertThat(received).isEqualTo(events(follow(gateway, id, "")));
    }
  }

  @Test
  void freesTheConnectionsOfThoseWhoTakeNothingOfASnapshot() throws Exception {
    cut.countDown();
    var settings = new String[] {"server.write-deadline", "1s", "server.max-connections", "2"};
    try (var gateway = TestGateway.start(Map.of("flood", flood(8_192)), settings)) {
      var id = start(gateway, "flood");
      written.await();
      long start = System.nanoTime();
      try (var one = wholeOf(gateway, id);
          var other = wholeOf(gateway, id)) {
        try (var next = RawExchange.get(gateway.port(), "/v1/streams")) {
          assertThat(next.status()).isEqualTo(200);
        }
        assertThat(secondsSince(start)).isBetween(1.0, 20.0);
        assertThat(one.body().whole() && other.body().whole()).isFalse(); // one made room
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"300, true", "30, false"})
  void cutsThoseWhoTrickleAHeadAndTheStreamsGoOn(int slow, boolean inHeaders) throws Exception {
    var begun = new CountDownLatch(slow);
    try (var gateway =
            TestGateway.start(
                "server.header-deadline", "3s", "generators.echo.tokens-per-second", "20");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var trickling = new ArrayList<Callable<Double>>();
      var head = inHeaders ? OPEN : "GET /";
      for (int i = 0; i < slow; i++) {
        trickling.add(() -> secondsUntilCut(gateway.port(), head, begun));
      }
      var cuts = trickling.stream().map(threads::submit).toList();
      begun.await();
      Callable<Boolean> stream =
          () -> {
            try (var posted = RawExchange.post(gateway.port(), "/v1/streams", "why ".repeat(30))) {
              return posted.body().whole();
            }
          };

      for (var each : threads.invokeAll(Collections.nCopies(50, stream))) {
        assertThat(each.get()).isTrue();
      }
      for (var each : cuts) assertThat(each.get()).isBetween(3.0, 30.0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "G                      | urn:spate:header-too-slow",
        "GET / HTTP/1.1~Host: l | urn:spate:header-too-slow",
        "GET /v1/models HTTP/1.1~Host: l | \"code\":\"header_too_slow\""
      })
  void saysThatAHeadWasTooSlow(String begin, String problem) throws IOException {
    try (var gateway = TestGateway.start("server.header-deadline", "500ms");
        var socket = RawExchange.connected(gateway.port())) {
      send(socket, begin.replace("~", "\r\n"));

      assertThat(rest(socket))
          .startsWith("HTTP/1.1 408 ")
          .contains("Connection: close\r\n", "X-Request-Id: req_", problem, "500ms");
    }
  }

  @Test
  void closesAConnectionOnWhichNothingComes() throws IOException {
    try (var gateway = TestGateway.start("server.header-deadline", "500ms");
        var socket = RawExchange.connected(gateway.port())) {
      assertThat(rest(socket)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 60000", "Transfer-Encoding: chunked"})
  void endsABodyThatTricklesAndGivesItsRoomToOthers(String framing) throws IOException {
    var head = "POST /v1/streams HTTP/1.1\n" + framing;
    var begin = "9c40\r\n" + "x".repeat(40_000);
    try (var gateway =
        TestGateway.start(
            "server.body-deadline", "1s",
            "server.max-bodies", "64KiB",
            "server.max-body", "64KiB")) {
      long start = System.nanoTime();
      try (var slow = RawExchange.unanswered(gateway.port(), head, begin)) {
        trickle(slow.socket());
      }

      assertThat(secondsSince(start)).isBetween(1.0, 20.0);
      while (status(gateway, "x".repeat(60_000)) != 200) Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\nExpect: 100-continue"})
  void saysThatABodyWasTooSlow(String header) throws IOException {
    var head = "POST /v1/streams HTTP/1.1\nX-Request-Id: mine-1\nContent-Length: 9" + header;
    try (var gateway = TestGateway.start("server.body-deadline", "500ms");
        var slow = RawExchange.unanswered(gateway.port(), head, "Why")) {
      assertThat(rest(slow.socket()))
          .contains("HTTP/1.1 408 ", "X-Request-Id: mine-1\r\n", "Connection: close\r\n")
          .contains("urn:spate:body-too-slow", "500ms");
    }
  }

  @Test
  void cutsABodyThatNobodyWants() throws IOException {
    var head = "POST /nope HTTP/1.1\nContent-Length: 9";
    try (var gateway = TestGateway.start("server.body-deadline", "500ms");
        var slow = RawExchange.unanswered(gateway.port(), head, "Why")) {
      assertThat(rest(slow.socket())).startsWith("HTTP/1.1 404 ").doesNotContain("HTTP/1.1 408 ");
    }
  }

  @Test
  void cutsABodyThatNeverEnds() throws IOException {
    var head = "POST /nope HTTP/1.1\nTransfer-Encoding: chunked";
    var chunk = ("1000\r\n" + "x".repeat(4_096) + "\r\n").getBytes(US_ASCII);
    try (var gateway = TestGateway.start("server.body-deadline", "500ms");
        var flood = RawExchange.unanswered(gateway.port(), head, "")) {
      var out = flood.socket().getOutputStream();
      assertThatThrownBy(
              () -> {
                while (true) out.write(chunk);
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void servesABodyThatComesInTimeThoughSlowly() throws Exception {
    var head = "POST /v1/streams HTTP/1.1\nContent-Length: 6";
    try (var gateway =
            TestGateway.start("server.body-deadline", "20s", "server.header-deadline", "500ms");
        var slow = RawExchange.unanswered(gateway.port(), head, "Why")) {
      for (var octet : List.of("S", "S", "E")) {
        awaitNothing(slow.socket(), 400);
        send(slow.socket(), octet);
      }

      slow.readHead();
      assertThat(SseReader.events(slow.body().text()).getLast().type()).isEqualTo("finished");
    }
  }

  @Test
  void keepsAnIdleConnectionLongerThanAHeadMayTake() throws IOException {
    try (var gateway = TestGateway.start("server.header-deadline", "500ms");
        var kept = RawExchange.get(gateway.port(), "/v1/streams")) {
      kept.body();
      awaitNothing(kept.socket(), 1_500);

      kept.next("GET /v1/streams HTTP/1.1\n\n");
      assertThat(kept.status()).isEqualTo(200);
      kept.body();

      send(kept.socket(), "GET /"); // from now on it is not idle
      assertThat(rest(kept.socket())).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void closesAConnectionThatWasIdleForTooLong() throws IOException {
    try (var gateway = TestGateway.start("server.idle", "500ms");
        var kept = RawExchange.get(gateway.port(), "/v1/streams")) {
      kept.body();

      assertThat(rest(kept.socket())).isEmpty();
    }
  }

  /// Four hundred pieces, as fast as it can, and its end when `cut` says so.
  private Generator flood(int chars) {
    return (_, output) -> {
      for (int i = 0; i < 400; i++) output.write(new Text(i + ":" + "x".repeat(chars)));
      written.countDown();
      cut.await();
      return END;
    };
  }

  private static String start(TestGateway gateway, String model) throws IOException {
    var body = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    var headers = new String[] {"Content-Type: application/json", "Accept: application/json"};
    try (var posted = RawExchange.post(gateway.port(), "/v1/streams", body, headers)) {
      return posted.header("Spate-Stream");
    }
  }

  private static int status(TestGateway gateway, String body) throws IOException {
    try (var posted = RawExchange.post(gateway.port(), "/v1/streams", body)) {
      return posted.status();
    }
  }

  private static RawExchange follow(TestGateway gateway, String id, String last)
      throws IOException {
    return RawExchange.get(gateway.port(), "/v1/streams/" + id, "Last-Event-ID: " + last);
  }

  private static String snapshot(TestGateway gateway, String id) throws IOException {
    try (var got = wholeOf(gateway, id)) {
      return got.body().text();
    }
  }

  private static RawExchange wholeOf(TestGateway gateway, String id) throws IOException {
    return RawExchange.get(gateway.port(), "/v1/streams/" + id, "Accept: application/json");
  }

  private static List<Event> events(RawExchange exchange) throws IOException {
    try (exchange) {
      return SseReader.events(exchange.body().text());
    }
  }

  /// Goes on trickling until the connection ends.
  private static double secondsUntilCut(int port, String head, CountDownLatch begun)
      throws IOException {
    long start = System.nanoTime();
    try (var socket = RawExchange.connected(port)) {
      send(socket, head);
      begun.countDown();
      trickle(socket);
      return secondsSince(start);
    }
  }

  /// Sends an octet every 100 ms, until there is a reply, or the connection has ended.
  private static void trickle(Socket socket) throws IOException {
    socket.setSoTimeout(100);
    while (true) {
      try {
        assertThat(socket.getInputStream().read()).isIn(-1, (int) 'H');
        return;
      } catch (SocketTimeoutException _) {
        // not yet
      } catch (SocketException _) {
        return; // reset
      }
      try {
        send(socket, "x");
      } catch (SocketException _) {
        return;
      }
    }
  }

  private static void awaitNothing(Socket socket, int millis) throws IOException {
    socket.setSoTimeout(millis);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(30_000);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /// All that comes until the connection ends.
  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  /// Gives 1 KiB every 10 ms, and little lies in it meanwhile.
  private static final class SlowSocket extends Socket {
    SlowSocket(int port) throws IOException {
      setReceiveBufferSize(4_096);
      connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          LockSupport.parkNanos(10_000_000);
          return super.read(bytes, offset, Math.min(length, 1_024));
        }
      };
    }
  }
}
