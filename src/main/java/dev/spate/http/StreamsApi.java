package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_PARAMETER;

import dev.spate.generation.Caller;
import dev.spate.generation.Generations;
import dev.spate.generation.Lifetime;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamStore;
import dev.spate.wire.SummaryJson;
import io.helidon.http.HeaderNames;
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
  private final StreamRequests requests;
  private final Generations generations;
  private final StreamStore store;
  private final Streams streams;
  private final Replies replies;

  /// @param heartbeat how long nothing may be sent to a reader
  /// @param longestWait of a long poll
  public StreamsApi(
      StreamRequests requests,
      Generations generations,
      StreamStore store,
      Duration heartbeat,
      Duration longestWait,
      InstantSource clock) {
    this.requests = requests;
    this.generations = generations;
    this.store = store;
    this.streams = new Streams(store, clock);
    this.replies = new Replies(streams, generations, heartbeat, longestWait);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .any("/", new Methods().get(this::list).post(this::start))
        .any("/{id}", new Methods().get(this::get).delete(this::delete))
        .any("/{id}/cancel", new Methods().post(this::cancel));
  }

  /// With `Last-Event-ID` it starts nothing: a client that lost its POST's reply goes on with it.
  private void start(ServerRequest request, ServerResponse response) throws IOException {
    var kind = ReplyKind.by(request); // before anything is started that could not be sent
    var resumed = Cursor.lastEventId(request);
    if (resumed.isPresent()) {
      replies.send(kind, resumed.get(), request, response);
      return;
    }
    var asked = requests.read(Caller.ANYONE, request);
    if (kind == ReplyKind.JSON && asked.lifetime().equals(Lifetime.ATTACHED)) {
      throw BAD_PARAMETER.because(
          "'attached' would end the stream with this reply, which is over at once: ask for"
              + " text/event-stream, or let it live for a time, or detached");
    }
    var presence = generations.start(asked);
    var id = presence.stream();
    if (kind == ReplyKind.JSON) {
      presence.close(); // this reply doesn't stay
      response.status(Status.CREATED_201).header(HeaderNames.LOCATION, "/v1/streams/" + id);
      replies.sendSnapshot(id, response);
    } else {
      replies.follow(kind, presence, response);
    }
  }

  private void get(ServerRequest request, ServerResponse response) {
    replies.send(ReplyKind.by(request), Cursor.of(request, id(request)), request, response);
  }

  private void list(ServerRequest request, ServerResponse response) {
    var list =
        store.list(Caller.ANYONE.name()).stream()
            .map(summary -> SummaryJson.of(summary, generations.readers(summary.id())))
            .collect(Collectors.joining(",", "[", "]"));
    Replies.sendJson("{\"streams\":" + list + "}", response);
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    var id = id(request);
    generations.cancel(id);
    replies.sendSnapshot(id, response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    var id = id(request);
    generations.cancel(id);
    streams.delete(id);
    response.status(Status.NO_CONTENT_204).send();
  }

  private static StreamId id(ServerRequest request) {
    return Streams.id(request.path().pathParameters().get("id"));
  }
}
