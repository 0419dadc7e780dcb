package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_CURSOR;

import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a reader goes on: after `position` of a stream. Written as the ids of events are:
/// `01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5-12`.
record Cursor(StreamId stream, long position) {
  static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  /// The cursor in `Last-Event-ID`, which a browser sends when it comes back.
  ///
  /// @throws Problem if there is something else in it
  static Optional<Cursor> lastEventId(ServerRequest request) {
    return request.headers().first(LAST_EVENT_ID).filter(id -> !id.isEmpty()).map(Cursor::parse);
  }

  /// Where a request for `stream` goes on: as `Last-Event-ID` says, or else `?last_event_id=`, or
  /// else `?after=`, a position, or else from the start.
  ///
  /// @throws Problem if that is no cursor, or another stream's
  static Cursor of(ServerRequest request, StreamId stream) {
    var query = request.query();
    var cursor =
        lastEventId(request)
            .or(() -> query.first("last_event_id").asOptional().map(Cursor::parse))
            .or(() -> query.first("after").asOptional().map(n -> new Cursor(stream, after(n))))
            .orElse(new Cursor(stream, StreamLog.START));
    if (!cursor.stream.equals(stream)) {
      throw BAD_CURSOR.because("the cursor belongs to another stream, " + cursor.stream);
    }
    return cursor;
  }

  /// The reader must have had its entry.
  ///
  /// @throws Problem if the log has not come so far
  void checkWithin(StreamLog log) {
    if (position > StreamLog.START && log.read(position - 1).entries().isEmpty()) {
      throw BAD_CURSOR.because(
          "the stream has no position %d, or not yet: send that of the last event you have"
              .formatted(position));
    }
  }

  private static Cursor parse(String text) {
    int dash = text.lastIndexOf('-');
    var stream = StreamId.parse(text.substring(0, Math.max(dash, 0)));
    return new Cursor(stream.orElseThrow(() -> bad(text)), position(text.substring(dash + 1)));
  }

  private static long position(String text) {
    if (!NUMBER.matcher(text).matches()) throw bad(text);
    return Long.parseLong(text);
  }

  private static long after(String text) {
    if (NUMBER.matcher(text).matches()) return Long.parseLong(text);
    throw BAD_CURSOR.because(
        "'after' is '%s': it must be the position of the last event you have, a number"
            .formatted(Problem.shown(text)));
  }

  private static Problem bad(String text) {
    return BAD_CURSOR.because(
        "'" + Problem.shown(text) + "' is no cursor: send the id of the last event you have");
  }
}
