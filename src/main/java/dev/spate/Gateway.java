package dev.spate;

import dev.spate.generation.Catalog;
import dev.spate.generation.Generations;
import io.helidon.webserver.WebServer;
import java.util.stream.Collectors;

/// The gateway as it runs.
record Gateway(WebServer server, Generations generations, Catalog catalog)
    implements AutoCloseable {

  int port() {
    return server.port();
  }

  /// Where it is, what to type, and who answers.
  String banner() {
    var host = server.prototype().host() + ":" + port();
    var models =
        catalog.names().stream()
            .map(name -> name.equals(catalog.defaultModel()) ? name + " (default)" : name)
            .collect(Collectors.joining(", "));
    return """
    Spate is at http://%s
    Try:   curl -N %s/v1/streams -d 'Why SSE?'
    Models: %s\
    """
        .formatted(host, host, models);
  }

  /// Every stream gets its end before the connections close.
  @Override
  public void close() {
    generations.close();
    server.stop();
    catalog.close();
  }
}
