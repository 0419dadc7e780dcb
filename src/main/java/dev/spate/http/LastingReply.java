package dev.spate.http;

import static java.lang.System.Logger.Level.ERROR;

import dev.spate.generation.Presence;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A reply that lasts: others write it, while the request's thread parks in the socket read, which
/// is how a client's leaving is noticed at once, however silent the stream.
final class LastingReply implements PumpedReader.Ending {
  private static final System.Logger LOGGER = System.getLogger(LastingReply.class.getName());

  private final Connection connection;
  private final Presence presence;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Thread thread; // the body's, until it is done: it takes room
  private volatile @Nullable PumpedReader reader; // if it is pumped

  private LastingReply(Connection connection, Presence presence) {
    this.connection = connection;
    this.presence = presence;
  }

  /// What becomes of the reply, on a thread of its own. Interrupted when the client has left.
  @FunctionalInterface
  interface Body {
    void writeTo(LastingReply reply) throws IOException, InterruptedException;
  }

  /// Blocks until the reply is over and the client asks again on the same connection, or throws to
  /// have that closed.
  ///
  /// @param presence ends before its client can know that the reply has
  static void send(Connection connection, Presence presence, Body body) {
    try (presence) {
      new LastingReply(connection, presence).send(body);
    }
  }

  /// Sends the status and the headers, and says where the reply goes on.
  OutputStream begin() {
    return connection.begin();
  }

  /// Begins, and goes on to the end of the stream. If the connection has a pump, only until it has
  /// caught up.
  void follow(Driver driver) throws IOException, InterruptedException {
    var out = begin();
    var pump = connection.pump();
    if (pump.isPresent()) reader = pump.get().follow(driver, out, this);
    else driver.writeTo(out);
  }

  /// Sends all of it, with its length.
  void send(byte[] bytes) {
    presence.close();
    connection.send(bytes);
  }

  @Override
  public void finish() {
    try {
      presence.close();
      connection.end();
      over.countDown();
    } catch (Throwable e) { // whatever it is, the client must not wait for ever
      breakOff(e);
    }
  }

  @Override
  public void breakOff(Throwable why) {
    switch (why) {
      case InterruptedException _,
          IOException _,
          UncheckedIOException _,
          CloseConnectionException _ -> {} // the client has left
      default -> LOGGER.log(ERROR, "a reply broke off", why);
    }
    connection.cut(); // frees the request's thread
    over.countDown();
  }

  private void send(Body body) {
    start(body);
    boolean asked = connection.awaitRequest();
    try {
      if (asked) over.await();
      else leave();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server is stopping, and closes what is open
    }
    if (!asked) throw new CloseConnectionException("the client has left, or was cut off");
  }

  private void start(Body body) {
    var its = Thread.ofVirtual().name("driver").unstarted(() -> drive(body));
    thread = its;
    its.start();
  }

  private void drive(Body body) {
    try {
      body.writeTo(this);
      if (reader == null) finish();
    } catch (Throwable e) { // whatever it is, the client must not wait for ever
      breakOff(e);
    } finally {
      thread = null;
    }
  }

  /// What is just being written for it fails with its connection.
  private void leave() throws InterruptedException {
    try {
      var its = thread;
      if (its != null) {
        its.interrupt();
        its.join();
      }
    } finally {
      var pumped = reader;
      if (pumped != null) pumped.leave();
    }
  }
}
