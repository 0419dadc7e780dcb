package dev.spate.simulation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.BadSetting;
import dev.spate.http.RawExchange;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.wire.EventReader;
import dev.spate.wire.EventReader.Line;
import dev.spate.wire.SseReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Simulators as a caller meets them.
@Timeout(60)
class SimulateTest {
  @TempDir private Path folder;

  @Test
  void streamsAnAnswerThatSpateShips() throws IOException {
    var unpaced = "{\"firstPieceMs\":0,\"tokensPerSecond\":0}";
    try (var gateway = TestGateway.start();
        var exchange = post(gateway, "script/prose", unpaced)) {
      assertThat(exchange.status()).isEqualTo(200);
      assertThat(text(exchange.body().text()))
          .startsWith("A language model doesn't compose an answer")
          .endsWith("tends to win.");
    }
  }

  @Test
  void refusesAKnobThatIsTurnedTooFar() throws IOException {
    try (var gateway = TestGateway.start();
        var exchange = post(gateway, "echo", "{\"tokensPerSecond\":-5}")) {
      assertThat(exchange.status()).isEqualTo(400);
      assertThat(exchange.body().text())
          .contains("urn:spate:bad-prompt")
          .contains("'simulate.tokensPerSecond' is -5: it must be a whole number from 0 to 5000");
    }
  }

  @Test
  void failsOnRequest() throws IOException {
    var fault = "{\"fault\":{\"kind\":\"fail\",\"code\":\"overloaded\",\"afterMs\":1}}";
    try (var gateway = TestGateway.start();
        var exchange = post(gateway, "clock", fault)) {
      assertThat(SseReader.events(exchange.body().text()).getLast().data())
          .contains("\"code\":\"overloaded\"");
    }
  }

  @Test
  void playsATapeOfYours() throws IOException {
    var tape = Files.writeString(folder.resolve("why.ndjson"), "{\"text\":\"It fits.\"}\n");
    try (var gateway = startWith(tape);
        var exchange = post(gateway, "why", "{}")) {
      var events = SseReader.events(exchange.body().text());
      assertThat(events.get(1).data()).isEqualTo("{\"text\":\"It fits.\"}");
      assertThat(events.getLast().data()).contains("\"code\":\"upstream_truncated\"");
    }
  }

  /// An answer that was read as lines is a tape: played again, it says the same, no sooner.
  @Test
  void playsWhatItRecorded() throws IOException {
    List<Line> recorded;
    var file = folder.resolve("why.ndjson");
    try (var gateway = TestGateway.start();
        var recording = lines(gateway, "script/tools")) {
      var text = recording.body().text();
      Files.writeString(file, text);
      recorded = lines(text);
    }

    try (var gateway = startWith(file);
        var playing = lines(gateway, "why")) {
      var played = lines(playing.body().text());
      assertThat(played).hasSameSizeAs(recorded).hasSizeGreaterThan(20);
      for (int i = 1; i < played.size(); i++) {
        if (i < played.size() - 1) {
          assertThat(played.get(i).event()).isEqualTo(recorded.get(i).event());
        }
        assertThat(played.get(i).ms().orElseThrow())
            .isGreaterThanOrEqualTo(recorded.get(i).ms().orElseThrow());
      }
      assertThat(played.getLast().event()).isInstanceOf(Finished.class);
    }
  }

  private static RawExchange lines(TestGateway gateway, String model) throws IOException {
    var body = "{\"model\":\"%s\",\"prompt\":\"Why?\"}".formatted(model);
    return RawExchange.post(
        gateway.port(),
        "/v1/streams",
        body,
        "Content-Type: application/json",
        "Accept: application/x-ndjson");
  }

  private static List<Line> lines(String ndjson) {
    return ndjson.lines().map(EventReader::line).flatMap(Optional::stream).toList();
  }

  @Test
  void doesNotStartWithATapeThatIsBroken() throws IOException {
    var tape = Files.writeString(folder.resolve("why.ndjson"), "{\"text\":\"a\"}\n{}\n");

    assertThatThrownBy(() -> startWith(tape))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "generators.why.file is '%s' in the test: it must be a tape, but line 2 needs one of"
                + " 'text', 'reasoning', 'toolCall', 'extra' or 'event'",
            tape);
  }

  private static TestGateway startWith(Path file) {
    return TestGateway.start(
        "generators.why.type", "script", "generators.why.file", file.toString());
  }

  private static RawExchange post(TestGateway gateway, String model, String simulate)
      throws IOException {
    var body = "{\"model\":\"%s\",\"prompt\":\"Why?\",\"simulate\":%s}".formatted(model, simulate);
    var head = "POST /v1/streams HTTP/1.1\nContent-Type: application/json\n\n";
    return new RawExchange(gateway.port(), head + body);
  }

  private static String text(String sse) {
    return SseReader.events(sse).stream().map(SseReader::text).collect(joining());
  }
}
