package dev.spate.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of the article that Spate began with: one event a second, for any page. It needs no
/// log, since an event follows from its id, the seconds since 1970:
///
/// ```
/// id:1795522860
/// data:Message at 2026-11-24T12:21:00Z
/// ```
public final class ClockEvents implements Handler {
  private static final long MOST_MISSED = 60; // seconds that a reader who comes back gets

  private final InstantSource clock;

  public ClockEvents(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    var sink = response.sink(SseSink.TYPE); // not closed: it ends only by the client's leaving
    long second = lastSeen(request, now() - 1);
    while (true) {
      second = inReach(second + 1, now());
      awaitSecond(second);
      var time = Instant.ofEpochSecond(second);
      sink.emit(SseEvent.builder().id(Long.toString(second)).data("Message at " + time).build());
    }
  }

  /// The next to send: the wanted one, unless too much was missed, or the clock was set back.
  static long inReach(long wanted, long now) {
    return Math.clamp(wanted, now - MOST_MISSED + 1, now + 1);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static long lastSeen(ServerRequest request, long otherwise) {
    try {
      return request.headers().first(Cursor.LAST_EVENT_ID).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  private void awaitSecond(long second) {
    var wait = Duration.between(clock.instant(), Instant.ofEpochSecond(second));
    try {
      Thread.sleep(wait.plusMillis(1));
    } catch (InterruptedException e) {
      throw new CloseConnectionException("the server is stopping", e);
    }
  }
}
