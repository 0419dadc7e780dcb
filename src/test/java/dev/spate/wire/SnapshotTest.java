package dev.spate.wire;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.Failure;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final StreamId ID = new StreamId("01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5");

  @Test
  void showsALiveStreamAsFarAsItHasCome() throws Exception {
    assertThat(snapshot(new Text("Wh"), new Reasoning("hm"), new Text("y")))
        .isEqualTo(
            """
            {"id":"01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5","model":"echo","state":"live","position":4,\
            "readers":2,"request":{"prompt":"Hi"},"text":"Why","reasoning":"hm","toolCalls":[],"usage":null}\
            """);
  }

  @Test
  void showsTheRequestAsItWasSent() throws Exception {
    var request = "{ \"prompt\": \"\\ud83e\", \"x\": -0, \"x\": 1e400 }";
    var log = log(request);

    assertThat(snapshot(log)).contains("\"request\":" + request + ",\"text\"");
  }

  @Test
  void joinsTheFragmentsOfToolCalls() throws Exception {
    assertThat(
            snapshot(
                new ToolCall(1, "b", "g", "{}"),
                new ToolCall(0, "a", "f", "{\"x\""),
                new ToolCall(0, "", "", ":1}"),
                new Extra("{\"refusal\":null}"),
                new Finished(STOP, new Usage(3, 7, false))))
        .contains("\"state\":\"finished\",\"position\":6")
        .contains(
            "\"toolCalls\":[{\"index\":0,\"id\":\"a\",\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"},"
                + "{\"index\":1,\"id\":\"b\",\"name\":\"g\",\"arguments\":\"{}\"}]")
        .endsWith("\"usage\":{\"inputTokens\":3,\"outputTokens\":7},\"reason\":\"stop\"}");
  }

  @Test
  void saysHowAStreamFailed() throws Exception {
    var failure = new Failure("total_timeout", "too long", 504, true, Optional.empty(), "");

    assertThat(snapshot(new Failed(failure, new Usage(0, 1, true))))
        .contains("\"state\":\"failed\"")
        .endsWith(
            "\"usage\":{\"inputTokens\":0,\"outputTokens\":1,\"estimated\":true},\"failure\":{\"code\":\"total_timeout\",\"message\":\"too"
                + " long\",\"retryable\":true}}");
  }

  @Test
  void readsALogOfManyBatches() throws Exception {
    var words = new StreamEvent[600];
    for (int i = 0; i < words.length; i++) words[i] = new Text("a");

    assertThat(snapshot(words)).contains("\"text\":\"" + "a".repeat(600) + "\"");
  }

  private static String snapshot(StreamEvent... events) throws Exception {
    var log = log("{\"prompt\":\"Hi\"}");
    for (var event : events) log.append(event);
    return snapshot(log);
  }

  private static String snapshot(StreamLog log) throws IOException {
    var json = new StringBuilder();
    Snapshot.write(ID, log, 2, json);
    return json.toString();
  }

  private static StreamLog log(String request) {
    var limits = new MemoryStore.Limits(1, 1 << 20, Duration.ofHours(1), 0);
    return new MemoryStore(limits, InstantSource.system())
        .open(ID, new Started("", "echo", request), Optional.empty())
        .log();
  }
}
