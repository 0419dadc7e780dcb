package dev.spate.http;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Presence;
import dev.spate.http.Dialect.Told;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.wire.NativeFormat;
import dev.spate.wire.NativeFormat.Form;
import dev.spate.wire.SseFrames;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
    var log =
        new MemoryStore(new MemoryStore.Limits(1, 1 << 20, ofHours(1), 0), InstantSource.system())
            .open(id, new Started("", "echo", "{}"), Optional.empty())
            .log();
    log.append(new Text("a"));
    log.append(new Finished(Reason.STOP, new Usage(0, 1, false)));
    var format = new NativeFormat(id, Form.PLAIN, Instant.EPOCH);
    var driver = new Driver(log, format, new SseFrames(), ofHours(1), 1);
    body = reply -> reply.follow("text/event-stream", driver);
    try (var client = RawExchange.unanswered(server.port(), REQUEST, "")) {
      held.await();
      assertThat(client.socket().getInputStream().available()).isZero();
      known.countDown();
      client.readHead();

      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(client.header("Spate-Stream")).isEqualTo(id.value());
      assertThat(client.body())
          .isEqualTo(
              new RawExchange.Body(
                  "data: {\"text\":\"a\"}\n\n"
                      + "event: finished\n"
                      + "data:"
                      + " {\"reason\":\"stop\",\"usage\":{\"inputTokens\":0,\"outputTokens\":1}}\n\n",
                  true));
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
