package dev.spate.http;

import io.helidon.common.GenericType;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The connection of one reply that lasts. It is a `Sink` because that is how Helidon hands a
/// handler its connection; its headers leave as soon as it is made.
final class Connection implements Sink<byte[]> {
  static final GenericType<Connection> TYPE = GenericType.create(Connection.class);

  private final ConnectionContext context;
  private final OutputStream output;
  private final Runnable onClose;

  Connection(SinkProviderContext context) {
    this.context = context.connectionContext();
    this.output = context.serverResponse().outputStream();
    this.onClose = context.closeRunnable();
    context.flushHeaders();
  }

  /// Where the reply is written. Each flush leaves in one write.
  OutputStream output() {
    return output;
  }

  @Override
  public Connection emit(byte[] bytes) {
    try {
      output.write(bytes);
      output.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  @Override
  public void close() {
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    onClose.run();
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
