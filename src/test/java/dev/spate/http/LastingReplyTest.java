package dev.spate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Presence;
import dev.spate.stream.StreamId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LastingReplyTest {
  private static final Logger LOGGER = Logger.getLogger(LastingReply.class.getName());

  @Test
  void endsSoThatTheClientKnowsItIsWhole() throws IOException {
    assertThat(reply(reply -> reply.begin().write('a'))).isEqualTo(new RawExchange.Body("a", true));
  }

  static List<Throwable> bugs() {
    return List.of(new IllegalStateException("a format with a bug"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  @Timeout(20) // less than a client waits here
  void isCutAndNeverLooksWholeWhenItsDriverBreaks(Throwable bug) throws IOException {
    LOGGER.setFilter(_ -> false); // the trace is meant for whoever runs a gateway
    try {
      var body =
          reply(reply -> {
            reply.begin().write('a');
            if (bug instanceof Error error) throw error;
            throw (RuntimeException) bug;
          });

      assertThat(body).isEqualTo(new RawExchange.Body("a", false));
    } finally {
      LOGGER.setFilter(null);
    }
  }

  @Test
  @Timeout(20) // less than a client waits here
  void isCutWhenItCannotEnd() throws IOException {
    LOGGER.setFilter(_ -> false);
    var presence =
        new Presence() {
          @Override
          public StreamId stream() {
            return StreamId.fresh(InstantSource.system());
          }

          @Override
          public void close() {
            throw new IllegalStateException("a bug");
          }
        };
    try (var server =
            new WatchedServer(
                ofSeconds(60),
                (_, response) ->
                    LastingReply.send(
                        Connection.of(response), presence, reply -> reply.begin().write('a')));
        var client = RawExchange.get(server.port(), "/")) {
      assertThat(client.body()).isEqualTo(new RawExchange.Body("a", false));
    } finally {
      LOGGER.setFilter(null);
    }
  }

  @Test
  void isFollowedByTheNextOnTheSameConnection() throws IOException {
    try (var server = server(reply -> reply.begin().write('a'));
        var client = RawExchange.get(server.port(), "/")) {
      for (int i = 0; i < 10; i++) {
        assertThat(client.header("Connection")).isNotEqualTo("close");
        assertThat(client.body()).isEqualTo(new RawExchange.Body("a", true));
        client.next("GET / HTTP/1.1\n\n");
      }
    }
  }

  @Test
  void isTheLastWhereTheClientSaysSo() throws IOException {
    try (var server = server(reply -> reply.begin().write('a'));
        var client = RawExchange.get(server.port(), "/", "Connection: close")) {
      assertThat(client.body()).isEqualTo(new RawExchange.Body("a", true));
      assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
    }
  }

  /// It was dropped, since nobody knew where to keep it.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTheLastWhereTheClientHasSentMoreTooSoon(boolean atOnce) throws Exception {
    var request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    var sent = new CountDownLatch(1);
    try (var server =
            new WatchedServer(
                ofSeconds(60),
                (_, response) -> {
                  var connection = Connection.of(response);
                  send(
                      connection,
                      reply -> {
                        var out = reply.begin();
                        sent.await();
                        while (connection.mayBeFollowed()) Thread.onSpinWait();
                        out.write('a');
                      });
                });
        var socket = RawExchange.connected(server.port())) {
      socket.getOutputStream().write((atOnce ? request + request : request).getBytes(US_ASCII));
      var client = RawExchange.answered(socket);
      if (!atOnce) socket.getOutputStream().write(request.getBytes(US_ASCII));
      sent.countDown();

      assertThat(client.body()).isEqualTo(new RawExchange.Body("a", true));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void leavesAConnectionThatMayBeIdleForAWhile() throws IOException {
    var limits = new Deadlines.Limits(ofSeconds(60), ofSeconds(60), ofSeconds(60), ofMillis(200));
    try (var server =
            new WatchedServer(
                limits,
                (_, response) -> send(Connection.of(response), reply -> reply.begin().write('a')));
        var client = RawExchange.get(server.port(), "/")) {
      assertThat(client.body().whole()).isTrue();

      assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
      server.awaitNothingToWatch();
    }
  }

  @Test
  void holdsUpNoServerThatStops() throws IOException {
    var server = server(reply -> reply.begin().write('a'));
    try (var client = RawExchange.get(server.port(), "/")) {
      assertThat(client.body().whole()).isTrue();
      long begun = System.nanoTime();

      server.close();

      assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
      assertThat(System.nanoTime() - begun).isLessThan(WatchedServer.GRACE.toNanos());
    }
  }

  private static RawExchange.Body reply(LastingReply.Body body) throws IOException {
    try (var server = server(body);
        var exchange = RawExchange.get(server.port(), "/")) {
      return exchange.body();
    }
  }

  private static WatchedServer server(LastingReply.Body body) {
    return new WatchedServer(ofSeconds(60), (_, response) -> send(Connection.of(response), body));
  }

  private static void send(Connection connection, LastingReply.Body body) {
    LastingReply.send(connection, new Nobody(), body);
  }

  /// Nobody counts here.
  private record Nobody(StreamId stream) implements Presence {
    Nobody() {
      this(StreamId.fresh(InstantSource.system()));
    }

    @Override
    public void close() {}
  }
}
