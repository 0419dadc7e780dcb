package dev.spate.http;

import static java.lang.System.Logger.Level.ERROR;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A reply that lasts: a driver writes it on a thread of its own, while the request's thread parks
/// in the socket read, which is how a client's leaving is noticed at once, however silent the
/// stream.
final class LastingReply {
  private static final System.Logger LOGGER = System.getLogger(LastingReply.class.getName());

  private LastingReply() {}

  /// What the driver writes: all of the reply. Interrupted when the client has left.
  @FunctionalInterface
  interface Body {
    void writeTo(Connection connection) throws IOException, InterruptedException;
  }

  /// Blocks until the reply is over and the client asks again on the same connection, or throws to
  /// have that closed.
  static void send(Connection connection, Body body) {
    var driver = Thread.ofVirtual().name("driver").start(() -> drive(connection, body));
    boolean asked = connection.awaitRequest();
    if (!asked) driver.interrupt();
    try {
      driver.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server is stopping, and closes what is open
    }
    if (!asked) throw new CloseConnectionException("the client has left, or was cut off");
  }

  private static void drive(Connection connection, Body body) {
    boolean whole = false;
    try {
      body.writeTo(connection);
      connection.end();
      whole = true;
    } catch (InterruptedException
        | IOException
        | UncheckedIOException
        | CloseConnectionException _) {
      // the client has left
    } catch (RuntimeException e) {
      LOGGER.log(ERROR, "a reply broke off", e);
    } finally {
      if (!whole) connection.cut(); // frees the request's thread
    }
  }
}
