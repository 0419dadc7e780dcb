package dev.spate.http;

import static dev.spate.http.ProblemType.NOT_ACCEPTABLE;
import static io.helidon.common.media.type.MediaTypes.APPLICATION_JSON;
import static io.helidon.common.media.type.MediaTypes.TEXT_EVENT_STREAM;

import dev.spate.stream.StreamId;
import dev.spate.wire.ByteFrames;
import dev.spate.wire.NativeFormat.Form;
import dev.spate.wire.NdjsonFrames;
import dev.spate.wire.SseFrames;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/// In which way a request wants a stream, by its `Accept`.
enum ReplyKind {
  /// Its events as they come, as server-sent events: where they are accepted, or everything is, and
  /// lines aren't preferred.
  SSE("text/event-stream; charset=utf-8", Form.PLAIN),
  /// The same, and with `?times=true` each says when it happened.
  TIMED_SSE("text/event-stream; charset=utf-8", Form.TIMED),
  /// The same as lines.
  NDJSON("application/x-ndjson", Form.WHOLE),
  /// What there is now, as one JSON object: where neither of these, nor everything, is accepted.
  JSON("application/json", Form.WHOLE);

  private static final MediaType LINES = MediaTypes.create("application/x-ndjson");

  private final String type;
  private final Form form;

  ReplyKind(String type, Form form) {
    this.type = type;
    this.form = form;
  }

  /// What the reply says that it is.
  String type() {
    return type;
  }

  /// What each of its events says of itself.
  Form form() {
    return form;
  }

  /// Its events as bytes, for one reader of the stream `id`.
  ByteFrames frames(StreamId id) {
    return switch (this) {
      case SSE, TIMED_SSE -> new SseFrames(id);
      case NDJSON, JSON -> new NdjsonFrames();
    };
  }

  /// @throws Problem if it accepts none of these, or `?times=` is neither true nor false
  static ReplyKind by(ServerRequest request) {
    var times = request.query().first("times").orElse("false");
    if (!List.of("true", "false").contains(times)) {
      throw Problem.parameter("times", times, "must be true or false");
    }
    var kind = accepted(request);
    return kind == SSE && times.equals("true") ? TIMED_SSE : kind;
  }

  private static ReplyKind accepted(ServerRequest request) {
    var accept = Accept.of(request);
    double sse = accept.quality(TEXT_EVENT_STREAM);
    double lines = accept.quality(LINES);
    double json = accept.quality(APPLICATION_JSON);
    if (json > 0 && sse == 0 && !accept.admitsAll()) {
      return lines > json || (lines == json && accept.names(LINES)) ? NDJSON : JSON;
    }
    boolean namesLines = accept.names(LINES) && !accept.names(TEXT_EVENT_STREAM);
    if (lines > sse || (lines == sse && lines > 0 && namesLines)) return NDJSON;
    if (sse > 0) return SSE;
    throw NOT_ACCEPTABLE.because(
        "a stream is sent as text/event-stream, application/x-ndjson or application/json");
  }
}
