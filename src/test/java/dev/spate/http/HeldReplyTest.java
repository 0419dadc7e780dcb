package dev.spate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Presence;
import dev.spate.http.Dialect.Told;
import dev.spate.stream.StreamId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HeldReplyTest {
  private static final String REQUEST = "GET / HTTP/1.1";

  private final StreamId id = StreamId.fresh(InstantSource.system());
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch known = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private HeldReply.Body body = _ -> {};
  private final WatchedServer server =
      new WatchedServer(
          ofSeconds(30), (_, response) -> HeldReply.send(presence(), response, this::hold));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsNothingUntilItIsKnownThatItStreams() throws Exception {
    body =
        reply -> {
          var out = reply.begin("text/event-stream");
          out.write("data: a\n\n".getBytes(UTF_8));
          out.flush();
        };
    try (var client = RawExchange.unanswered(server.port(), REQUEST, "")) {
      held.await();
      assertThat(client.socket().getInputStream().available()).isZero();
      known.countDown();
      client.readHead();

      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(client.header("Spate-Stream")).isEqualTo(id.value());
      assertThat(client.body()).isEqualTo(new RawExchange.Body("data: a\n\n", true));
    }
  }

  @Test
  void hasItsTrueStatusAndItsLengthWhenItIsSentWhole() throws Exception {
    body = reply -> reply.header("Retry-After", "3").send(new Told(429, "text/plain", "langsam ö"));
    known.countDown();
    try (var client = RawExchange.get(server.port(), "/")) {
      assertThat(client.status()).isEqualTo(429);
      assertThat(client.header("Content-Length")).isEqualTo("10");
      assertThat(client.header("Retry-After")).isEqualTo("3");
      assertThat(client.header("Spate-Stream")).isEqualTo(id.value());
      assertThat(client.body()).isEqualTo(new RawExchange.Body("langsam ö", true));
      left.await();

      client.next(REQUEST + "\n\n");
      assertThat(client.body()).isEqualTo(new RawExchange.Body("langsam ö", true));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noticesThatItsClientLeavesThoughNothingWasSent(boolean half) throws Exception {
    try (var client = RawExchange.unanswered(server.port(), REQUEST, "")) {
      held.await();
      if (half) client.socket().shutdownOutput();
      else client.kill();

      interrupted.await();
      left.await();
    }
  }

  private void hold(HeldReply reply) throws IOException, InterruptedException {
    held.countDown();
    try {
      known.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    body.writeTo(reply);
  }

  private Presence presence() {
    return new Presence() {
      @Override
      public StreamId stream() {
        return id;
      }

      @Override
      public void close() {
        left.countDown();
      }
    };
  }
}
