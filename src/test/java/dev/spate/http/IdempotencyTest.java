package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are sent again.
@Tag("also-without-the-pump")
@Timeout(120)
class IdempotencyTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String HI = "{\"model\":\"counting\",\"prompt\":\"Hi\"}";

  private final AtomicInteger generations = new AtomicInteger();
  private final TestGateway gateway =
      TestGateway.start(
          Map.of("counting", counting(), "failing", failing(0), "breaking", failing(1)));

  @AfterEach
  void stop() {
    gateway.close();
  }

  /// A hundred at once, a hundred times.
  @Test
  void startOneStreamHoweverOftenAndAtOnceTheyAreSent() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 100; round++) {
        var key = "Idempotency-Key: round-" + round;
        Callable<String> posting = () -> reply(HI, JSON, key);
        var answers = new HashSet<String>();
        for (var posted : threads.invokeAll(Collections.nCopies(100, posting))) {
          answers.add(posted.get());
        }

        assertThat(answers).hasSize(1);
        assertThat(answers.iterator().next()).contains("event: started", "event: finished");
        assertThat(generations).hasValue(round + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"Hi\",\"model\":\"counting\"}                       | 200",
        "{ \"model\": \"counting\", \"prompt\": \"Hi\", \"stream\": true} | 200",
        "{\"model\":\"counting\",\"prompt\":\"Hi\",\"stream_options\":{}} | 200",
        "{\"model\":\"counting\",\"prompt\":\"Ho\"}                       | 422",
        "{\"model\":\"counting\",\"prompt\":\"Hi\",\"max_tokens\":1}      | 422",
      })
  void areTheSameIfTheirBodiesAskForTheSame(String body, int status) throws Exception {
    reply(HI, JSON, "Idempotency-Key: k");

    try (var again = post(body, JSON, "Idempotency-Key: k")) {
      assertThat(again.status()).isEqualTo(status);
      if (status == 422) assertThat(again.body().text()).contains("urn:spate:key-reused", "'k'");
    }
    assertThat(generations).hasValue(1);
  }

  @Test
  void areTheSameWithOrWithoutQuotesAroundTheirKey() throws Exception {
    var first = reply(HI, JSON, "Idempotency-Key: k");

    assertThat(reply(HI, JSON, "Idempotency-Key: \"k\"")).isEqualTo(first);
  }

  @Test
  void areTheSameWhateverTheirTransport() throws Exception {
    String first;
    try (var started = post(HI, JSON, "Idempotency-Key: k", "Accept: application/json")) {
      first = started.header("Spate-Stream");
    }

    try (var again = post(HI, JSON, "Idempotency-Key: k", "Accept: application/x-ndjson")) {
      assertThat(again.header("Spate-Stream")).isEqualTo(first);
      assertThat(again.body().text()).startsWith("{\"position\":1,").contains("\"finished\"");
    }
  }

  @Test
  void startAnewWhatFailedBeforeItsFirstPiece() throws Exception {
    var failing = "{\"model\":\"failing\",\"prompt\":\"Hi\"}";

    assertThat(reply(failing, JSON, "Idempotency-Key: k"))
        .isNotEqualTo(reply(failing, JSON, "Idempotency-Key: k"));
    assertThat(generations).hasValue(2);
  }

  @Test
  void startNothingAnewThatBrokeOffLater() throws Exception {
    var breaking = "{\"model\":\"breaking\",\"prompt\":\"Hi\"}";

    assertThat(reply(breaking, JSON, "Idempotency-Key: k"))
        .isEqualTo(reply(breaking, JSON, "Idempotency-Key: k"));
    assertThat(generations).hasValue(1);
  }

  @Test
  void startAnewWhatWasDeleted() throws Exception {
    String id;
    try (var first = post(HI, JSON, "Idempotency-Key: k")) {
      first.body();
      id = first.header("Spate-Stream");
    }
    new RawExchange(gateway.port(), "DELETE /v1/streams/" + id + " HTTP/1.1\n\n").close();

    reply(HI, JSON, "Idempotency-Key: k");
    assertThat(generations).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "kéy", "x\u0001"})
  void areRefusedWithAKeyThatIsNone(String key) throws Exception {
    try (var refused = post(HI, JSON, "Idempotency-Key: " + key)) {
      assertThat(refused.status()).isEqualTo(400);
    }
    assertThat(generations).hasValue(0);
  }

  @Test
  void areRefusedWithAKeyThatIsTooLong() throws Exception {
    reply(HI, JSON, "Idempotency-Key: " + "k".repeat(255));

    try (var refused = post(HI, JSON, "Idempotency-Key: " + "k".repeat(256))) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().text()).contains("urn:spate:bad-parameter", "'Idempotency-Key'");
    }
  }

  private Generator counting() {
    return (_, output) -> {
      generations.incrementAndGet();
      output.write(new Text("a"));
      Thread.sleep(5);
      output.write(new Text("b"));
      return new Finished(STOP, new Usage(0, 2, false));
    };
  }

  private Generator failing(int after) {
    return (_, output) -> {
      generations.incrementAndGet();
      for (int i = 0; i < after; i++) output.write(new Text("a"));
      throw new GenerationFailed(new Failure("c", "m", 502, true, Optional.empty(), ""));
    };
  }

  private String reply(String body, String... headers) throws IOException {
    try (var posted = post(body, headers)) {
      assertThat(posted.status()).isEqualTo(200);
      return posted.body().text();
    }
  }

  private RawExchange post(String body, String... headers) throws IOException {
    return RawExchange.post(gateway.port(), "/v1/streams", body, headers);
  }
}
