package dev.spate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.Generations;
import dev.spate.generation.Presence;
import dev.spate.generation.Units;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.wire.EventBatch;
import dev.spate.wire.NativeFormat;
import dev.spate.wire.NativeFormat.Form;
import dev.spate.wire.Snapshot;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/// What a request gets of a stream, by each transport: its events as they come, as server-sent
/// events or as lines; those of one long poll; or the whole as it is now.
final class Replies {
  private static final HeaderName STREAM = HeaderNames.create("Spate-Stream");
  private static final Header JSON =
      HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");

  /// A long poller is away for a moment between two polls.
  private static final Duration BETWEEN_POLLS = Duration.ofSeconds(5);

  private final Streams streams;
  private final Generations generations;
  private final Duration heartbeat;
  private final Duration longestWait;

  Replies(Streams streams, Generations generations, Duration heartbeat, Duration longestWait) {
    this.streams = streams;
    this.generations = generations;
    this.heartbeat = heartbeat;
    this.longestWait = longestWait;
  }

  /// What lies after `cursor`, or with [ReplyKind#JSON] and without `?wait=` the whole.
  void send(ReplyKind kind, Cursor cursor, ServerRequest request, ServerResponse response) {
    var wait = request.query().first("wait").asOptional();
    if (kind == ReplyKind.JSON && wait.isPresent()) {
      poll(cursor, duration(wait.get()), response);
    } else if (wait.isPresent()) {
      throw Problem.parameter("wait", wait.get(), "needs 'Accept: application/json'");
    } else if (kind == ReplyKind.JSON) {
      sendSnapshot(cursor.stream(), response);
    } else {
      follow(kind, cursor, response);
    }
  }

  /// All from the start, to whoever is present since they asked for it.
  void follow(ReplyKind kind, Presence presence, ServerResponse response) {
    follow(kind, streams.log(presence.stream()), StreamLog.START, presence, response);
  }

  /// The whole as it is now.
  void sendSnapshot(StreamId id, ServerResponse response) {
    var log = streams.log(id);
    response.header(STREAM, id.value()).header(JSON);
    try (var out = new OutputStreamWriter(response.outputStream(), UTF_8)) {
      Snapshot.write(id, log, generations.readers(id), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void sendJson(String json, ServerResponse response) {
    response.header(JSON).send(json);
  }

  private void follow(ReplyKind kind, Cursor cursor, ServerResponse response) {
    var log = streams.log(cursor.stream());
    cursor.checkWithin(log);
    var rest = log.read(cursor.position());
    if (rest.last() && rest.entries().isEmpty()) {
      sendNothing(kind, cursor.stream(), response);
    } else {
      var presence = generations.attend(cursor.stream(), Duration.ZERO);
      follow(kind, log, cursor.position(), presence, response);
    }
  }

  private void follow(
      ReplyKind kind, StreamLog log, long position, Presence presence, ServerResponse response) {
    try (presence) {
      var id = presence.stream();
      var format = format(id, log, kind.form());
      var driver = new Driver(log, format, kind.frames(id), heartbeat, position);
      response.header(STREAM, id.value());
      StreamHeaders.addTo(response, kind.type());
      LastingReply.send(Connection.of(response), presence, reply -> reply.follow(driver));
    }
  }

  /// All is read, and nothing can follow.
  private static void sendNothing(ReplyKind kind, StreamId id, ServerResponse response) {
    response.header(STREAM, id.value());
    if (kind == ReplyKind.NDJSON) response.header(HeaderNames.CONTENT_TYPE, kind.type()).send();
    else response.status(Status.NO_CONTENT_204).send(); // at which an EventSource stops
  }

  private void poll(Cursor cursor, Duration wait, ServerResponse response) {
    var id = cursor.stream();
    var log = streams.log(id);
    cursor.checkWithin(log);
    response.header(STREAM, id.value());
    try (var _ = generations.attend(id, BETWEEN_POLLS)) {
      var batch = log.read(cursor.position(), wait);
      sendJson(EventBatch.of(batch, cursor.position(), format(id, log, Form.WHOLE)), response);
    } catch (InterruptedException e) {
      throw new CloseConnectionException("the server is stopping", e);
    }
  }

  private static NativeFormat format(StreamId id, StreamLog log, Form form) {
    return new NativeFormat(id, form, log.read(StreamLog.START).entries().getFirst().at());
  }

  private Duration duration(String text) {
    return Units.duration(text)
        .filter(wait -> wait.compareTo(longestWait) <= 0)
        .orElseThrow(() ->
            Problem.parameter(
                "wait", text, "must be a time up to " + Units.text(longestWait) + ": 20s"));
  }
}
