package dev.spate.wire;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.stream.Entry;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.wire.EventReader.Line;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {
  private static final StreamId ID = StreamId.fresh(InstantSource.system());

  @Test
  void readsWhatIsWritten() {
    var failure = new Failure("broken", "it \"broke\"\n", 502, true, Optional.empty(), "");
    List<StreamEvent> events =
        List.of(
            new Text(" \"Why\"\n\uD83E\uDD86\u2028"),
            new Reasoning("Hm"),
            new ToolCall(2, "call_1", "add", "{\"a\":"),
            new Extra("{\"logprobs\":[1,2.5]}"));
    for (var event : events) {
      assertThat(read(EventJson.of(ID, new Entry(2, Instant.EPOCH, event)))).isEqualTo(event);
    }
    var usage = new Usage(3, 7, true);
    assertThat(EventReader.line("{\"event\":\"finished\"," + json(new Finished(STOP, usage))))
        .contains(new Line(OptionalLong.empty(), new Finished(STOP, usage)));
    assertThat(EventReader.line("{\"event\":\"failed\"," + json(new Failed(failure, usage))))
        .contains(new Line(OptionalLong.empty(), new Failed(failure, usage)));
  }

  @Test
  void readsWhatWasWrittenByHand() {
    assertThat(EventReader.line("{ \"ms\": 40, \"text\": \"a\" }"))
        .contains(new Line(OptionalLong.of(40), new Text("a")));
    assertThat(read("{\"toolCall\":{\"arguments\":\"}\"}}"))
        .isEqualTo(new ToolCall(0, "", "", "}"));
    assertThat(read("{\"event\":\"finished\",\"reason\":\"stop\"}"))
        .isEqualTo(new Finished(STOP, new Usage(0, 0, true)));
  }

  @Test
  void readsWhatAFailureDeserves() {
    var failed =
        (Failed) read("{\"event\":\"failed\",\"code\":\"c\",\"status\":429,\"retryable\":true}");

    assertThat(failed.failure()).isEqualTo(new Failure("c", "", 429, true, Optional.empty(), ""));
  }

  @Test
  void skipsHeartbeats() {
    assertThat(EventReader.line("")).isEmpty();
    assertThat(EventReader.line(" \r")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello                                 | is not JSON",
        "[1]                                   | must be an object",
        "{}                                    | needs one of 'text'",
        "{\"text\":7}                          | 'text' that is no string",
        "{\"text\":\"a\",\"ms\":-1}            | 'ms' that is no whole number",
        "{\"text\":\"a\",\"ms\":\"1\"}         | 'ms' that is no whole number",
        "{\"extra\":7}                         | 'extra' that is no object",
        "{\"toolCall\":{\"index\":3000000000}} | 'index' that is too large",
        "{\"event\":\"finish\"}                | other than started, finished or failed",
        "{\"event\":\"finished\"}              | no such 'reason'",
        "{\"event\":\"failed\"}                | needs a 'code'",
        "{\"event\":\"failed\",\"code\":\"c\",\"status\":200}        | 'status' that is not 400",
        "{\"event\":\"failed\",\"code\":\"c\",\"retryable\":\"yes\"} | 'retryable' that is neither",
      })
  void saysWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> EventReader.line(json))
        .isInstanceOf(BadJson.class)
        .hasMessageContaining(message);
  }

  private static StreamEvent read(String json) {
    return EventReader.line(json).orElseThrow().event();
  }

  private static String json(StreamEvent end) {
    return EventJson.of(ID, new Entry(9, Instant.EPOCH, end)).substring(1);
  }
}
