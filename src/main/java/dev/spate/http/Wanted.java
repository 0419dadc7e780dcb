package dev.spate.http;

import static dev.spate.http.ProblemType.NOT_ACCEPTABLE;
import static io.helidon.common.media.type.MediaTypes.APPLICATION_JSON;
import static io.helidon.common.media.type.MediaTypes.TEXT_EVENT_STREAM;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.webserver.http.ServerRequest;

/// In which way a request wants a stream, by its `Accept`.
enum Wanted {
  /// Its events as they come, as server-sent events: where they are accepted, or everything is, and
  /// lines aren't preferred.
  SSE("text/event-stream; charset=utf-8"),
  /// The same as lines.
  NDJSON("application/x-ndjson"),
  /// What there is now, as one JSON object: where neither of these, nor everything, is accepted.
  JSON("application/json");

  private static final MediaType LINES = MediaTypes.create("application/x-ndjson");

  private final String type;

  Wanted(String type) {
    this.type = type;
  }

  /// What the reply says that it is.
  String type() {
    return type;
  }

  static Wanted by(ServerRequest request) {
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
