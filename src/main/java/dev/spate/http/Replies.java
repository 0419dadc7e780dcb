package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_PARAMETER;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.Generations;
import dev.spate.generation.Presence;
import dev.spate.generation.Units;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.wire.ByteFrames;
import dev.spate.wire.EventBatch;
import dev.spate.wire.NativeFormat;
import dev.spate.wire.NativeFormat.Form;
import dev.spate.wire.NdjsonFrames;
import dev.spate.wire.Snapshot;
import dev.spate.wire.SseFrames;
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

  /// What lies after `cursor`, or with [Wanted#JSON] and without `?wait=` the whole.
  void send(Wanted wanted, Cursor cursor, ServerRequest request, ServerResponse response) {
    var wait = request.query().first("wait").asOptional();
    if (wanted != Wanted.JSON) follow(wanted, cursor, request, response);
    else if (wait.isPresent()) poll(cursor, duration(wait.get()), response);
    else sendSnapshot(cursor.stream(), response);
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

  private void follow(
      Wanted wanted, Cursor cursor, ServerRequest request, ServerResponse response) {
    var id = cursor.stream();
    var log = streams.log(id);
    cursor.checkWithin(log);
    response.header(STREAM, id.value());
    var rest = log.read(cursor.position());
    if (rest.last() && rest.entries().isEmpty()) {
      sendNothing(wanted, response);
    } else {
      follow(wanted, cursor, generations.attend(id, Duration.ZERO), request, response);
    }
  }

  /// Closes `presence` when the reply is over.
  void follow(
      Wanted wanted,
      Cursor cursor,
      Presence presence,
      ServerRequest request,
      ServerResponse response) {
    try (presence) {
      var id = presence.stream();
      var log = streams.log(id);
      boolean lines = wanted == Wanted.NDJSON;
      var form = lines ? Form.WHOLE : flag(request, "times") ? Form.TIMED : Form.PLAIN;
      ByteFrames frames = lines ? new NdjsonFrames() : new SseFrames(id);
      var driver = new Driver(log, format(id, log, form), frames, heartbeat);
      response.header(STREAM, id.value());
      StreamHeaders.addTo(response, wanted.type());
      LastingReply.send(
          response.sink(Connection.TYPE),
          out -> {
            try (presence) { // ends before the client can know that the reply is over
              driver.writeTo(out, cursor.position());
            }
          });
    }
  }

  /// All is read, and nothing can follow.
  private static void sendNothing(Wanted wanted, ServerResponse response) {
    if (wanted == Wanted.SSE) response.status(Status.NO_CONTENT_204).send(); // an EventSource stops
    else response.header(HeaderNames.CONTENT_TYPE, wanted.type()).send();
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
        .orElseThrow(() -> bad("wait", text, "a time up to " + Units.text(longestWait) + ": 20s"));
  }

  private static boolean flag(ServerRequest request, String name) {
    var text = request.query().first(name).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name, text, "true or false");
    };
  }

  private static Problem bad(String name, String value, String mend) {
    var shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    return BAD_PARAMETER.because("'%s' is '%s': it must be %s".formatted(name, shown, mend));
  }
}
