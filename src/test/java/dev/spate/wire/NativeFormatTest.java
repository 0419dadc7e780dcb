package dev.spate.wire;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.Entry;
import dev.spate.stream.Failure;
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
import dev.spate.wire.NativeFormat.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The exact bytes of Spate's own events.
class NativeFormatTest {
  private static final StreamId ID = new StreamId("01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

  @Test
  void startsAndTellsTheBrowserWhenToComeBack() throws Exception {
    assertThat(frame(1, new Started("ann", "a \"model\"", "{}")))
        .isEqualTo(
            """
            id: 01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5-1
            event: started
            retry: 1000
            data: {"stream":"01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5","model":"a \\"model\\"","at":"2026-11-24T12:00:00.123Z"}

            """);
  }

  @Test
  void leavesPiecesWithoutAName() throws Exception {
    assertThat(frame(2, new Text("Why")))
        .isEqualTo(
            """
            id: 01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5-2
            data: {"text":"Why"}

            """);
  }

  @Test
  void writesEachKindOfPiece() throws Exception {
    assertThat(data(new Reasoning("hm"))).isEqualTo("{\"reasoning\":\"hm\"}");
    assertThat(data(new ToolCall(0, "call_1", "time", "{\"a\":1}")))
        .isEqualTo(
            "{\"toolCall\":{\"index\":0,\"id\":\"call_1\",\"name\":\"time\",\"arguments\":\"{\\\"a\\\":1}\"}}");
    assertThat(data(new Extra("{\"refusal\":\r\n null}")))
        .isEqualTo("{\"extra\":{\"refusal\":   null}}");
  }

  @Test
  void writesEachEnd() throws Exception {
    assertThat(frame(9, new Finished(LENGTH, new Usage(3, 7, false))))
        .endsWith(
            "event: finished\n"
                + "data:"
                + " {\"reason\":\"length\",\"usage\":{\"inputTokens\":3,\"outputTokens\":7}}\n\n");
    var failure =
        new Failure(
            "upstream_truncated", "it \"broke\"", 502, true, Optional.of(Duration.ZERO), "{}");
    assertThat(frame(9, new Failed(failure, new Usage(0, 7, true))))
        .endsWith(
            "event: failed\n"
                + "data: {\"code\":\"upstream_truncated\",\"message\":\"it"
                + " \\\"broke\\\"\",\"retryable\":true,\"usage\":{\"inputTokens\":0,\"outputTokens\":7,\"estimated\":true}}\n\n");
  }

  @Test
  void keepsHostileTextOnOneLine() throws Exception {
    assertThat(data(new Text(" a\n\r\n\t\"\\\u0000data: x\u2028🦆")))
        .isEqualTo("{\"text\":\" a\\n\\r\\n\\t\\\"\\\\\\u0000data: x\u2028🦆\"}");
  }

  @Test
  void escapesWhatUtf8CannotCarry() throws Exception {
    assertThat(data(new Text("\ud83e"))).isEqualTo("{\"text\":\"\\ud83e\"}");
    assertThat(data(new Text("\udd86 \ud83e\ud83e\udd86")))
        .isEqualTo("{\"text\":\"\\udd86 \\ud83e🦆\"}");
  }

  /// A blank line after it would make an event of it, for clients that remember the id.
  @Test
  void keepsIdleConnectionsAliveByACommentWithoutABlankLine() throws Exception {
    var frames = new SseFrames(ID);

    new NativeFormat(ID, Form.PLAIN, NOON).idle(frames);

    assertThat(flushed(frames)).isEqualTo(": ka\n");
  }

  @Test
  void saysWhenIfItIsAsked() throws Exception {
    var frames = new SseFrames(ID);

    new NativeFormat(ID, Form.TIMED, NOON.minusMillis(212))
        .write(new Entry(2, NOON, new Text("Why")), frames);

    assertThat(flushed(frames)).endsWith("-2\ndata: {\"ms\":212,\"text\":\"Why\"}\n\n");
  }

  @Test
  void saysAllInALine() throws Exception {
    var lines = new NdjsonFrames();
    var format = new NativeFormat(ID, Form.WHOLE, NOON);
    var usage = new Usage(3, 1, false);

    format.write(new Entry(1, NOON, new Started("ann", "echo", "{}")), lines);
    format.write(new Entry(2, NOON.plusMillis(212), new Text("Why")), lines);
    format.idle(lines);
    format.write(new Entry(3, NOON.plusMillis(1_801), new Finished(LENGTH, usage)), lines);

    assertThat(flushed(lines))
        .isEqualTo(
            """
            {"position":1,"ms":0,"event":"started","stream":"01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5","model":"echo","at":"2026-11-24T12:00:00.123Z"}
            {"position":2,"ms":212,"text":"Why"}

            {"position":3,"ms":1801,"event":"finished","reason":"length","usage":{"inputTokens":3,"outputTokens":1}}
            """);
  }

  private static String data(StreamEvent event) throws IOException {
    var frame = frame(2, event);
    return frame.substring(frame.indexOf("data: ") + "data: ".length(), frame.length() - 2);
  }

  private static String frame(long position, StreamEvent event) throws IOException {
    var frames = new SseFrames(ID);
    new NativeFormat(ID, Form.PLAIN, NOON).write(new Entry(position, NOON, event), frames);
    return flushed(frames);
  }

  private static String flushed(ByteFrames frames) throws IOException {
    var out = new ByteArrayOutputStream();
    frames.flushTo(out);
    return out.toString(UTF_8);
  }
}
