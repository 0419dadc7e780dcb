package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.http.RawExchange.Body;
import dev.spate.http.Transport.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A client that comes back with the position of the last event it has, until it has the end.
final class Follower {
  private final Transport transport;
  private final String stream;
  private final List<Event> received = new ArrayList<>();

  Follower(Transport transport, String stream) {
    this.transport = transport;
    this.stream = stream;
  }

  static List<Event> readToItsEnd(Transport transport, int port, String stream) throws IOException {
    var follower = new Follower(transport, stream);
    follower.readToItsEnd(port);
    return follower.received;
  }

  void readToItsEnd(int port) throws IOException {
    while (!hasEnd()) readOn(port);
  }

  /// Reads one reply, as far as it comes.
  void readOn(int port) throws IOException {
    Body body;
    try (var exchange = transport.request(port, stream, received.size())) {
      assertThat(exchange.status()).isEqualTo(200);
      body = exchange.body();
    } catch (IOException _) { // cut before its head was whole
      return;
    }
    for (var event : transport.events(body)) {
      assertThat(event.position()).isEqualTo(received.size() + 1);
      received.add(event);
    }
    if (body.whole() && transport != Transport.LONG_POLL) {
      assertThat(hasEnd()).as("a reply that ends cleanly has the end").isTrue();
    }
  }

  boolean hasEnd() {
    return !received.isEmpty() && received.getLast().isEnd();
  }

  List<Event> received() {
    return received;
  }
}
