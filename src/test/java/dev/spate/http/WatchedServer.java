package dev.spate.http;

import static java.time.Duration.ofSeconds;

import dev.spate.wire.PromptReader;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A server with one handler, whose connections are watched as the gateway's are. Cuts whoever
/// takes longer than `write` to take something, and after a minute whoever does nothing.
final class WatchedServer implements AutoCloseable {
  /// For replies that go on, when it is closed.
  static final Duration GRACE = ofSeconds(20);

  private final Deadlines deadlines;
  private final WebServer server;

  WatchedServer(Duration write, Handler handler) {
    this(new Deadlines.Limits(ofSeconds(60), ofSeconds(60), write, ofSeconds(60)), handler);
  }

  WatchedServer(Deadlines.Limits limits, Handler handler) {
    this(limits, Optional.empty(), handler);
  }

  WatchedServer(Deadlines.Limits limits, Optional<Pump> pump, Handler handler) {
    var bodies = new Bodies(new PromptReader("echo", 64), 1, 1);
    deadlines = new Deadlines(limits, bodies, new Problems(List.of()));
    server =
        WebServer.builder()
            .port(0)
            .useNio(false)
            .connectionOptions(options -> options.socketSendBufferSize(16 * 1024))
            .protocolsDiscoverServices(false)
            .addConnectionSelector(deadlines.http(pump))
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .routing(routing -> routing.any("/", handler))
            .build()
            .start();
  }

  int port() {
    return server.port();
  }

  Deadlines deadlines() {
    return deadlines;
  }

  void awaitNothingToWatch() {
    while (deadlines.watched() > 0) Thread.onSpinWait();
  }

  @Override
  public void close() {
    deadlines.close();
    server.stop();
  }
}
