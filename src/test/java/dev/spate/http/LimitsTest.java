package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is full, or takes too long, says so.
@Tag("also-without-the-pump")
@Timeout(60)
class LimitsTest {
  private static final String SNAPSHOT = "Accept: application/json";
  private static final Finished DONE = new Finished(STOP, new Usage(0, 1, false));

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void forgetsWhatEndedFirstToMakeRoom() throws Exception {
    try (var gateway = gateway("store.max-bytes", "64KiB")) {
      var ids = new ArrayList<String>();
      for (int i = 0; i < 40; i++) ids.add(ask(gateway, "talker", 200)); // of some 3 KB each
      var known = ids.stream().map(id -> status(gateway, id)).toList();

      assertThat(known).startsWith(410, 410).endsWith(200, 200);
      assertThat(known.lastIndexOf(410)).isLessThan(known.indexOf(200)); // oldest first
    }
  }

  @Test
  void refusesAStreamWhenLiveOnesFillTheStore() throws Exception {
    try (var gateway = gateway("store.max-live", "2")) {
      ask(gateway, "silent", 201);
      var live = ask(gateway, "silent", 201);
      try (var refused = post(gateway, "silent")) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.body().text()).contains("urn:spate:store-full");
      }

      RawExchange.post(gateway.port(), "/v1/streams/" + live + "/cancel", "").close();
      ask(gateway, "silent", 201);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "talker, store.max-bytes, 10000, store_full",
    "talker, stream.max-events, 50, stream_full",
    "talker, stream.max-chars, 500, stream_full",
    "silent, stream.between-pieces, 50ms, between_pieces_timeout",
    "mute, stream.first-piece, 50ms, first_piece_timeout",
    "silent, stream.total, 50ms, total_timeout",
  })
  void endsAStreamThatGoesBeyond(String model, String setting, String value, String code)
      throws Exception {
    try (var gateway = gateway(setting, value)) {
      assertThat(events(gateway, model)).contains("event: failed", "\"code\":\"" + code + "\"");
    }
  }

  @Test
  void hasNoPlaceForOneReaderTooMany() throws Exception {
    try (var gateway = gateway("stream.max-readers", "2")) {
      var path = "/v1/streams/" + ask(gateway, "silent", 201);
      try (var first = RawExchange.get(gateway.port(), path);
          var second = RawExchange.get(gateway.port(), path)) {
        first.await("started");
        second.await("started");
        try (var third = RawExchange.get(gateway.port(), path)) {
          assertThat(third.status()).isEqualTo(503);
          assertThat(third.body().text()).contains("urn:spate:too-many-readers");
        }
        first.kill();
        while (RawExchange.get(gateway.port(), path).status() != 200) Thread.onSpinWait();
      }
    }
  }

  private TestGateway gateway(String setting, String value) {
    Generator talker =
        (_, output) -> {
          for (int i = 0; i < 300; i++) output.write(new Text("piece " + i));
          return DONE;
        };
    Generator silent =
        (_, output) -> {
          output.write(new Text("a"));
          never.await();
          return DONE;
        };
    Generator mute =
        (_, _) -> {
          never.await();
          return DONE;
        };
    return TestGateway.start(
        Map.of("talker", talker, "silent", silent, "mute", mute), setting, value);
  }

  /// A stream, which has ended if it does.
  private static String ask(TestGateway gateway, String model, int status) throws IOException {
    try (var posted = status == 201 ? post(gateway, model, SNAPSHOT) : post(gateway, model)) {
      assertThat(posted.status()).isEqualTo(status);
      posted.body();
      return posted.header("Spate-Stream");
    }
  }

  private static String events(TestGateway gateway, String model) throws IOException {
    try (var posted = post(gateway, model)) {
      return posted.body().text();
    }
  }

  private static RawExchange post(TestGateway gateway, String model, String... accept)
      throws IOException {
    var body = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    var type = "Content-Type: application/json";
    return accept.length == 0
        ? RawExchange.post(gateway.port(), "/v1/streams", body, type)
        : RawExchange.post(gateway.port(), "/v1/streams", body, type, accept[0]);
  }

  private static int status(TestGateway gateway, String id) {
    try (var got = RawExchange.get(gateway.port(), "/v1/streams/" + id, SNAPSHOT)) {
      return got.status();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
