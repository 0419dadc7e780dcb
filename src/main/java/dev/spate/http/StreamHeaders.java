package dev.spate.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// The headers of a stream that must arrive piece by piece, whatever stands between.
final class StreamHeaders {
  private static final List<Header> ALL =
      List.of(
          HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-cache, no-transform"),
          HeaderValues.create("X-Content-Type-Options", "nosniff"),
          HeaderValues.create("X-Accel-Buffering", "no"), // nginx
          HeaderValues.create("Incremental", "?1")); // RFC 10036

  private StreamHeaders() {}

  /// `type` is that of the body.
  static void addTo(ServerResponse response, String type) {
    response.header(HeaderNames.CONTENT_TYPE, type);
    ALL.forEach(response::header);
  }
}
