package dev.spate.http;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DeadlinesTest {
  private static final byte[] LARGE = new byte[4 << 20];

  @Test
  void watchesAConnectionForAsLongAsItLasts() throws IOException {
    try (var server = new WatchedServer(ofSeconds(1), (_, res) -> res.send("Hi"))) {
      try (var kept = RawExchange.get(server.port(), "/")) {
        assertThat(kept.body().text()).isEqualTo("Hi");
        assertThat(server.deadlines().watched()).isEqualTo(1);
      }
      server.awaitNothingToWatch();
    }
  }

  static List<Handler> largeReplies() {
    return List.of(
        (_, res) -> res.send(LARGE),
        (_, res) -> {
          try (var out = res.outputStream()) {
            out.write(LARGE);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("largeReplies")
  void cutsWhoeverTakesNothing(Handler reply) throws IOException {
    try (var server = new WatchedServer(ofMillis(500), reply);
        var stuck = RawExchange.get(server.port(), "/")) {
      server.awaitNothingToWatch();

      assertThat(stuck.body().whole()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("largeReplies")
  void sendsALargeReplyToTheByte(Handler reply) throws IOException {
    try (var server = new WatchedServer(ofSeconds(30), reply);
        var reader = RawExchange.get(server.port(), "/")) {
      var body = reader.body();

      assertThat(body.whole()).isTrue();
      assertThat(body.text()).hasSize(LARGE.length);
    }
  }
}
