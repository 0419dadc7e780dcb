package dev.spate.http;

import io.helidon.common.GenericType;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The connection of one reply that lasts. Nothing leaves before it has begun; when it is over, the
/// client may ask again.
///
/// Helidon shows a handler its connection only when it makes a [Sink], and counts the response as
/// sent from then on. So none is made: who is asked for one throws the connection instead.
final class Connection {
  static final GenericType<Sink<byte[]>> TYPE = new GenericType<>() {};

  private final SinkProviderContext sink;
  private final TimedContext context;
  private final AtomicReference<State> state;
  private @Nullable OutputStream output; // only the thread that writes knows it

  private Connection(SinkProviderContext sink) {
    this.sink = sink;
    this.context = (TimedContext) sink.connectionContext();
    boolean last = sink.serverRequest().headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    boolean pipelined = context.dataReader().available() > 0;
    this.state = new AtomicReference<>(last || pipelined ? State.LAST : State.LIVE);
  }

  /// How far its reply is.
  private enum State {
    LIVE,

    /// No other may follow: the client said so, or has sent more already, which was dropped.
    LAST,

    /// Whatever the client sends is another request.
    OVER
  }

  static Connection of(ServerResponse response) {
    try {
      throw new IllegalStateException("a sink was made: " + response.sink(TYPE));
    } catch (Shown shown) {
      return shown.connection;
    }
  }

  /// How a connection gets out of the making of a sink.
  static final class Shown extends RuntimeException {
    private final transient Connection connection;

    Shown(SinkProviderContext sink) {
      super("no sink is made", null, false, false);
      this.connection = new Connection(sink);
    }
  }

  /// What writes a reply that has caught up, if that need not have a thread of its own.
  Optional<Pump> pump() {
    return context.pump();
  }

  /// Sends the status and the headers, and says where the reply goes on. Each write leaves at once.
  OutputStream begin() {
    output = sink.serverResponse().outputStream();
    sink.flushHeaders();
    return new Chunks(context.dataWriter());
  }

  /// Sends the whole reply, with its length.
  void send(byte[] bytes) {
    beOver();
    sink.serverResponse().send(bytes);
  }

  /// Parks in the socket read. Returns true once the reply is over and the client asks again, and
  /// false if it has left before, or the connection was cut. Closing only its own half counts as
  /// leaving.
  boolean awaitRequest() {
    var socket = context.serverSocket(); // not its reader, whose reads have deadlines
    try {
      for (var bytes = socket.get(); bytes != null; bytes = socket.get()) {
        state.compareAndSet(State.LIVE, State.LAST);
        if (state.get() != State.OVER) continue;
        context.unread(bytes);
        return true;
      }
    } catch (UncheckedIOException _) {
      // gone
    }
    return false;
  }

  /// Whether another reply may follow this one, as far as is known by now.
  boolean mayBeFollowed() {
    return state.get() != State.LAST;
  }

  /// Ends the reply, so that the client knows it is whole.
  void end() {
    if (output != null) end(output); // else it was sent whole
    if (!mayBeFollowed()) cut();
  }

  private void end(OutputStream output) {
    beOver();
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sink.closeRunnable().run();
  }

  /// Before the client can know.
  private void beOver() {
    if (context.expectRequest()) state.compareAndSet(State.LIVE, State.OVER);
    else state.set(State.LAST);
  }

  /// Closes the socket. If the reply was not ended, the client sees that it is not whole.
  void cut() {
    try {
      context.serverSocket().close();
    } catch (UncheckedIOException _) {
      // closed already
    }
  }
}
