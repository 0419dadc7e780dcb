package dev.spate.openai;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.RawExchange;
import dev.spate.stream.StreamEvent.Text;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who closes a completion means it, unless they said that they may come back.
@Tag("also-without-the-pump")
@Timeout(60)
class AttachedCompletionsTest {
  private static final String JSON = "Content-Type: application/json";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final TestGateway gateway =
      TestGateway.start(Map.of("silent", silent()), "stream.lifetime", "1500ms");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areCancelledAtOnceWhenTheirClientLeaves(boolean stream) throws Exception {
    try (var client = send(stream)) {
      begun.await();

      client.kill();
      long left = System.nanoTime();
      interrupted.await();

      assertThat(System.nanoTime() - left).isLessThan(SECONDS.toNanos(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Spate-Lifetime: 1500ms", "Idempotency-Key: k"})
  void goOnForATimeWhereTheRequestSaysSo(String header) throws Exception {
    try (var client = post(header)) {
      client.await("\"content\":\"a\"");
      client.kill();

      assertThat(interrupted.await(500, MILLISECONDS)).isFalse();
      interrupted.await();
    }
  }

  @Test
  void goOnWhileSomebodyElseFollows() throws Exception {
    try (var client = post("Accept: */*")) {
      client.await("\"content\":\"a\"");
      var id = client.header("Spate-Stream");
      try (var other =
          RawExchange.get(gateway.port(), "/v1/chat/completions/" + id + "?stream=true")) {
        other.await("\"content\":\"a\"");
        client.kill();

        assertThat(interrupted.await(500, MILLISECONDS)).isFalse();
        other.kill();
        interrupted.await();
      }
    }
  }

  @Test
  void areOneHoweverOftenTheyAreSentWithTheSameKey() throws Exception {
    String chunks = "{\"model\":\"echo\",\"stream\":true,\"messages\":[" + HI + "]}";
    String whole = "{\"messages\":[" + HI + "],\"model\":\"echo\",\"stream\":false}";
    String usage =
        "{\"model\":\"echo\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"messages\":["
            + HI
            + "]}";
    String other = "{\"model\":\"echo\",\"messages\":[" + HI + "," + HI + "]}";
    String id;
    try (var first = send(chunks, "Idempotency-Key: k")) {
      id = first.header("Spate-Stream");
      assertThat(first.body().text()).contains("[DONE]").doesNotContain("usage");
    }
    try (var again = send(whole, "Idempotency-Key: k")) {
      assertThat(again.header("Spate-Stream")).isEqualTo(id);
      assertThat(again.body().text()).contains("\"content\":\"Hi\"");
    }
    try (var again = send(usage, "Idempotency-Key: k")) {
      assertThat(again.header("Spate-Stream")).isEqualTo(id);
      assertThat(again.body().text()).contains("\"usage\":{");
    }
    try (var refused = send(other, "Idempotency-Key: k")) {
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body().text())
          .contains("\"type\":\"invalid_request_error\"", "\"code\":\"key_reused\"");
    }
  }

  @Test
  void hideTheLengthOfTheirTokensWhereAsked() throws Exception {
    var body =
        "{\"model\":\"echo\",\"stream\":true,\"stream_options\":{\"include_obfuscation\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"I understand everything\"}]}";
    String id;
    String whole;
    try (var padded = send(body, "Accept: */*")) {
      id = padded.header("Spate-Stream");
      whole = padded.body().text();
    }
    var chunks = Pattern.compile("data: (\\{.*\\})\n").matcher(whole).results().toList();
    assertThat(chunks).hasSize(5);
    for (var chunk : chunks) {
      assertThat(chunk.group(1).length() % 64).isZero();
      assertThat(chunk.group(1)).contains("\"obfuscation\":\"");
    }
    try (var again =
        RawExchange.get(gateway.port(), "/v1/chat/completions/" + id + "?stream=true")) {
      assertThat(again.body().text()).isEqualTo(whole);
    }
  }

  private static final String HI = "{\"role\":\"user\",\"content\":\"Hi\"}";

  private Generator silent() {
    return (_, output) -> {
      output.write(new Text("a"));
      begun.countDown();
      try {
        new Semaphore(0).acquire();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      throw new IllegalStateException("never");
    };
  }

  private RawExchange send(boolean stream) throws IOException {
    var body = "{\"model\":\"silent\",\"stream\":" + stream + ",\"messages\":[" + HI + "]}";
    var head = "POST /v1/chat/completions HTTP/1.1\nContent-Length: " + body.length();
    return RawExchange.unanswered(gateway.port(), head, body);
  }

  private RawExchange post(String header) throws IOException {
    return send("{\"model\":\"silent\",\"stream\":true,\"messages\":[" + HI + "]}", header);
  }

  private RawExchange send(String body, String header) throws IOException {
    return RawExchange.post(gateway.port(), "/v1/chat/completions", body, JSON, header);
  }
}
