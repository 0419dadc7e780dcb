package dev.spate.http;

import dev.spate.generation.Presence;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A reply whose status is held until it is known: then it begins to stream, or it is sent whole.
/// Its client's leaving is noticed all the while.
public final class HeldReply {
  private static final HeaderName STREAM = HeaderNames.create("Spate-Stream");

  private final ServerResponse response;
  private final LastingReply reply;

  private HeldReply(ServerResponse response, LastingReply reply) {
    this.response = response;
    this.reply = reply;
  }

  /// What becomes of the reply, on a thread of its own. Interrupted when the client has left.
  @FunctionalInterface
  public interface Body {
    void writeTo(HeldReply reply) throws IOException, InterruptedException;
  }

  /// Blocks until the reply is over and the client asks again, or throws to have the connection
  /// closed.
  ///
  /// @param presence ends before its client can know that the reply has
  public static void send(Presence presence, ServerResponse response, Body body) {
    response.header(STREAM, presence.stream().value());
    LastingReply.send(
        Connection.of(response), presence, reply -> body.writeTo(new HeldReply(response, reply)));
  }

  /// A header that it is to have, whatever becomes of it.
  public HeldReply header(String name, String value) {
    response.header(HeaderNames.create(name), value);
    return this;
  }

  /// Sends status 200 and the headers of a stream of such a `type`, and goes on to its end.
  public void follow(String type, Driver driver) throws IOException, InterruptedException {
    StreamHeaders.addTo(response, type);
    reply.follow(driver);
  }

  /// Sends all of it.
  public void send(Dialect.Told told) {
    response.status(Status.create(told.status())).header(HeaderNames.CONTENT_TYPE, told.type());
    reply.send(told.body().getBytes(StandardCharsets.UTF_8));
  }
}
