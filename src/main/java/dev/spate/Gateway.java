package dev.spate;

import dev.spate.generation.Catalog;
import dev.spate.generation.Generations;
import dev.spate.generation.Units;
import dev.spate.http.Deadlines;
import dev.spate.http.Pump;
import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/// The gateway as it runs.
///
/// @param drain how long streams may go on when it is closed
record Gateway(
    WebServer server,
    Deadlines deadlines,
    Optional<Pump> pump,
    Generations generations,
    Catalog catalog,
    Duration drain)
    implements AutoCloseable {

  private static final int MOST_NAMES = 20; // an upstream may well list a hundred

  int port() {
    return server.port();
  }

  /// Where it is, what to type, and who answers.
  String banner() {
    var address = server.prototype().host() + ":" + port();
    var site = (server.hasTls() ? "https://" : "http://") + address;
    var names = catalog.names();
    var models =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> name.equals(catalog.defaultModel()) ? name + " (default)" : name)
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    if (more > 0) models += ", and " + more + " more";
    return """
    Spate is at %s
    Try:   curl -N %s/v1/streams -d 'Why SSE?'
    Models: %s\
    """
        .formatted(site, server.hasTls() ? site : address, models);
  }

  /// What it waits for when it is closed, if anything.
  Optional<String> farewell() {
    int running = generations.running();
    if (running == 0 || drain.isZero()) return Optional.empty();
    return Optional.of(
        "Stopping: %d %s may go on for up to %s"
            .formatted(running, running == 1 ? "stream" : "streams", Units.text(drain)));
  }

  /// Streams that go on may come to their end for a while; then each is given one, and every reader
  /// has it before the connections close.
  @Override
  public void close() {
    try {
      generations.drain(drain);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // at once, then
    }
    generations.close();
    deadlines.close();
    server.stop();
    pump.ifPresent(Pump::close);
    catalog.close();
  }
}
