package dev.spate.http;

import static dev.spate.http.ProblemType.NOT_ACCEPTABLE;
import static io.helidon.common.media.type.MediaTypes.APPLICATION_JSON;
import static io.helidon.common.media.type.MediaTypes.TEXT_EVENT_STREAM;

import io.helidon.webserver.http.ServerRequest;

/// What of a stream a request wants, by its `Accept`.
enum Wanted {
  /// Its events, as they come: unless only something else is accepted.
  EVENTS,
  /// All of it up to now, as one JSON object.
  SNAPSHOT;

  static Wanted by(ServerRequest request) {
    var headers = request.headers();
    if (headers.isAccepted(TEXT_EVENT_STREAM)) return EVENTS;
    if (headers.isAccepted(APPLICATION_JSON)) return SNAPSHOT;
    throw NOT_ACCEPTABLE.because("a stream is sent as text/event-stream or application/json");
  }
}
