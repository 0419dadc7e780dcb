package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a stream whose readers leave. Its generator is silent after its first piece.
@Tag("also-without-the-pump")
@Timeout(60)
class LifetimesTest {
  private static final String SNAPSHOT = "Accept: application/json";

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch more = new CountDownLatch(1);
  private final TestGateway gateway = TestGateway.start(Map.of("silent", silent()));

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void cancelsAnAttachedStreamAtOnce() throws Exception {
    var client = start("Spate-Lifetime: attached");
    assertThat(interrupted.await(200, MILLISECONDS)).isFalse();

    client.kill();

    assertThat(interrupted.await(1_000, MILLISECONDS)).isTrue();
    assertThat(snapshot(client)).contains("\"reason\":\"cancelled\"");
  }

  @Test
  void keepsAnAttachedStreamForAnotherReader() throws Exception {
    var client = start("Spate-Lifetime: attached");
    try (var other = follow(client)) {
      other.await("\"text\"");
      client.kill();
      assertThat(interrupted.await(500, MILLISECONDS)).isFalse();
    }

    assertThat(interrupted.await(1_000, MILLISECONDS)).isTrue();
  }

  @Test
  void cancelsAStreamAfterItsGrace() throws Exception {
    var client = start("Spate-Lifetime: 2s");

    long left = System.nanoTime();
    client.kill();
    interrupted.await();

    assertThat(Duration.ofNanos(System.nanoTime() - left))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void letsADetachedStreamComeToItsEnd() throws Exception {
    var client = start("Spate-Lifetime: detached");
    client.kill();
    while (!snapshot(client).contains("\"readers\":0")) Thread.onSpinWait();

    more.countDown();

    try (var later = follow(client)) {
      assertThat(later.body().text()).contains("\"text\":\"a\"", "\"text\":\"b\"", "\"stop\"");
    }
  }

  @Test
  void cancelsAStreamToWhichNobodyComes() throws Exception {
    long asked = System.nanoTime();
    try (var started = post("{}", SNAPSHOT, "Spate-Lifetime: 1s")) {
      assertThat(started.status()).isEqualTo(201);

      assertThat(interrupted.await(2_000, MILLISECONDS)).isTrue();
      assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(1_000_000_000);
      assertThat(snapshot(started)).contains("\"reason\":\"cancelled\"");
    }
  }

  /// It is away between its polls, which are shorter than the grace.
  @Test
  void keepsTheStreamOfALongPoller() throws Exception {
    try (var started = post("{}", SNAPSHOT, "Spate-Lifetime: 500ms")) {
      RawExchange.get(gateway.port(), path(started) + "?after=1&wait=20s", SNAPSHOT).body();
      for (int poll = 0; poll < 5; poll++) {
        var path = path(started) + "?after=2&wait=300ms";
        try (var polled = RawExchange.get(gateway.port(), path, SNAPSHOT)) {
          assertThat(polled.body().text())
              .isEqualTo("{\"position\":2,\"last\":false,\"events\":[]}");
        }
      }
      assertThat(interrupted.await(3_000, MILLISECONDS)).isFalse(); // it may yet come back

      assertThat(interrupted.await(5_000, MILLISECONDS)).isTrue();
    }
  }

  @Test
  void believesTheHeaderRatherThanTheBody() throws Exception {
    start("{\"lifetime\":\"detached\"}", "Spate-Lifetime: attached").kill();
    assertThat(interrupted.await(1_000, MILLISECONDS)).isTrue();
  }

  @Test
  void believesTheBodyRatherThanTheDefault() throws Exception {
    start("{\"lifetime\":\"attached\"}").kill();
    assertThat(interrupted.await(1_000, MILLISECONDS)).isTrue();
  }

  @Test
  void cancelsAsItsConfigurationSaysByDefault() throws Exception {
    try (var attached =
            TestGateway.start(Map.of("silent", silent()), "stream.lifetime", "attached");
        var client =
            RawExchange.post(
                attached.port(), "/v1/streams", body("{}"), "Content-Type: application/json")) {
      client.await("\"text\"");
      client.kill();

      assertThat(interrupted.await(1_000, MILLISECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "forever", "-1s", "30", "25h", "9999999999999999999s", "30s\u00e9"})
  void refusesALifetimeThatIsNone(String lifetime) throws Exception {
    try (var refused = post("{}", "Spate-Lifetime: " + lifetime)) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().text())
          .contains("urn:spate:bad-parameter", "'Spate-Lifetime' is '", "attached, detached, or");
    }
  }

  @Test
  void refusesToAttachAStreamToAReplyThatIsOverAtOnce() throws Exception {
    for (var asked : List.of("{\"lifetime\":\"attached\"}", "{\"lifetime\":\"0s\"}")) {
      try (var refused = post(asked, SNAPSHOT)) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().text()).contains("urn:spate:bad-parameter", "'attached'");
      }
    }
  }

  private Generator silent() {
    return (_, output) -> {
      output.write(new Text("a"));
      try {
        more.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      output.write(new Text("b"));
      return new Finished(STOP, new Usage(0, 2, false));
    };
  }

  /// Its first reader, who has had the first piece.
  private RawExchange start(String header) throws IOException {
    return header.startsWith("{") ? start(header, "X-None: 1") : start("{}", header);
  }

  private RawExchange start(String json, String header) throws IOException {
    var client = post(json, header);
    client.await("\"text\"");
    return client;
  }

  private RawExchange post(String json, String... headers) throws IOException {
    var all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 1, headers.length);
    all[0] = "Content-Type: application/json";
    return RawExchange.post(gateway.port(), "/v1/streams", body(json), all);
  }

  private static String body(String json) {
    var members = "{\"model\":\"silent\",\"prompt\":\"Hi\"";
    return json.equals("{}") ? members + "}" : members + "," + json.substring(1);
  }

  private RawExchange follow(RawExchange client) throws IOException {
    return RawExchange.get(gateway.port(), path(client));
  }

  private String snapshot(RawExchange client) throws IOException {
    try (var got = RawExchange.get(gateway.port(), path(client), SNAPSHOT)) {
      return got.body().text();
    }
  }

  private static String path(RawExchange client) {
    return "/v1/streams/" + client.header("Spate-Stream");
  }
}
