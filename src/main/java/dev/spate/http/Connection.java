package dev.spate.http;

import io.helidon.common.GenericType;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The connection of one reply that lasts. Nothing leaves before it has begun.
///
/// Helidon shows a handler its connection only when it makes a [Sink], and counts the response as
/// sent from then on. So none is made: who is asked for one throws the connection instead.
final class Connection {
  static final GenericType<Sink<byte[]>> TYPE = new GenericType<>() {};

  private final SinkProviderContext sink;
  private final ConnectionContext context;
  private @Nullable OutputStream output; // only the thread that writes knows it

  private Connection(SinkProviderContext sink) {
    this.sink = sink;
    this.context = sink.connectionContext();
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

  /// Sends the status and the headers, and says where the reply goes on. Each flush leaves in one
  /// write.
  OutputStream begin() {
    output = sink.serverResponse().outputStream();
    sink.flushHeaders();
    return output;
  }

  /// Sends the whole reply, with its length.
  void send(byte[] bytes) {
    sink.serverResponse().send(bytes);
  }

  /// Parks in the socket read until the client has left, or the connection was cut. Whatever the
  /// client still sends is dropped, and closing only its own half counts as leaving.
  void awaitLeaving() {
    var socket = context.serverSocket(); // not its reader, whose reads have deadlines
    try {
      while (socket.get() != null) {}
    } catch (UncheckedIOException _) {
      // gone
    }
  }

  /// Ends the reply, so that the client knows it is whole.
  void end() {
    if (output == null) return; // it was sent whole
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sink.closeRunnable().run();
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
