package dev.spate.http;

import static dev.spate.http.ProblemType.NO_SUCH_STREAM;
import static dev.spate.http.ProblemType.STREAM_FORGOTTEN;

import dev.spate.generation.Caller;
import dev.spate.generation.Generations;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamStore;
import dev.spate.wire.NativeFormat;
import dev.spate.wire.Snapshot;
import dev.spate.wire.SseFrames;
import dev.spate.wire.SummaryJson;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;

/// Spate's own API: a POST starts a stream and follows it, a GET follows it from anywhere, and
/// whoever may ends it. docs/PROTOCOL.md shows every exchange.
public final class StreamsApi implements HttpService {
  private static final HeaderName STREAM = HeaderNames.create("Spate-Stream");
  private static final Header JSON =
      HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");

  private final Bodies bodies;
  private final Generations generations;
  private final StreamStore store;
  private final Duration heartbeat;
  private final InstantSource clock;

  public StreamsApi(
      Bodies bodies,
      Generations generations,
      StreamStore store,
      Duration heartbeat,
      InstantSource clock) {
    this.bodies = bodies;
    this.generations = generations;
    this.store = store;
    this.heartbeat = heartbeat;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/", this::start)
        .get("/", this::list)
        .get("/{id}", this::get)
        .post("/{id}/cancel", this::cancel)
        .delete("/{id}", this::delete);
  }

  /// With `Last-Event-ID` it starts nothing: a client that lost its POST's reply goes on with it.
  private void start(ServerRequest request, ServerResponse response) throws IOException {
    var wanted = Wanted.by(request); // before anything is started that could not be sent
    var resumed = Cursor.lastEventId(request);
    if (resumed.isPresent()) {
      send(wanted, resumed.get(), response);
      return;
    }
    var asked = bodies.read(request);
    var id = generations.start(Caller.ANYONE, asked.prompt(), asked.json());
    if (wanted == Wanted.SNAPSHOT) {
      response.status(Status.CREATED_201).header(HeaderNames.LOCATION, "/v1/streams/" + id);
    }
    send(wanted, new Cursor(id, StreamLog.START), response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    send(Wanted.by(request), Cursor.of(request, id(request)), response);
  }

  private void send(Wanted wanted, Cursor cursor, ServerResponse response) {
    switch (wanted) {
      case SNAPSHOT -> sendSnapshot(cursor.stream(), response);
      case EVENTS -> follow(cursor, response);
    }
  }

  private void follow(Cursor cursor, ServerResponse response) {
    var id = cursor.stream();
    var log = log(id);
    cursor.checkWithin(log);
    response.header(STREAM, id.value());
    var rest = log.read(cursor.position());
    if (rest.last() && rest.entries().isEmpty()) { // a browser's EventSource stops at 204
      response.status(Status.NO_CONTENT_204).send();
      return;
    }
    try (var presence = generations.attend(id)) {
      var driver = new SseDriver(log, new NativeFormat(id), new SseFrames(id), heartbeat);
      SseHeaders.addTo(response);
      var connection = response.sink(Connection.TYPE);
      LastingReply.send(
          connection,
          out -> {
            try (presence) { // ends before the client can know that the reply is over
              driver.writeTo(out, cursor.position());
            }
          });
    }
  }

  private void list(ServerRequest request, ServerResponse response) {
    var streams =
        store.list(Caller.ANYONE.name()).stream()
            .map(summary -> SummaryJson.of(summary, generations.readers(summary.id())))
            .collect(Collectors.joining(",", "[", "]"));
    sendJson("{\"streams\":" + streams + "}", response);
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    var id = id(request);
    generations.cancel(id);
    sendSnapshot(id, response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    var id = id(request);
    generations.cancel(id);
    if (!store.delete(id)) throw missing(id);
    response.status(Status.NO_CONTENT_204).send();
  }

  private void sendSnapshot(StreamId id, ServerResponse response) {
    response.header(STREAM, id.value());
    sendJson(Snapshot.of(id, log(id), generations.readers(id)), response);
  }

  private static void sendJson(String json, ServerResponse response) {
    response.header(JSON).send(json);
  }

  private static StreamId id(ServerRequest request) {
    var text = request.path().pathParameters().get("id");
    return StreamId.parse(text)
        .orElseThrow(() -> NO_SUCH_STREAM.because("'" + text + "' is not the id of a stream"));
  }

  private StreamLog log(StreamId id) {
    return store.find(id).orElseThrow(() -> missing(id));
  }

  /// An id that was made before now, but is not here, was: we don't make up ids.
  private Problem missing(StreamId id) {
    return id.at().isAfter(clock.instant())
        ? NO_SUCH_STREAM.because("stream " + id + " never was")
        : STREAM_FORGOTTEN.because("stream " + id + " was deleted, or is over and forgotten");
  }
}
