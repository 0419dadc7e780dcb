package dev.spate.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

/// What one writes who knows Helidon and nothing else: an `SseSink` in a loop with a sleep. Each
/// token is stamped when it is emitted, since nothing is planned.
final class StockHelidon {
  private final long period;

  private StockHelidon(long period) {
    this.period = period;
  }

  /// `arguments` are the port and the period in nanoseconds.
  public static void main(String... arguments) {
    var events = new StockHelidon(Long.parseLong(arguments[1]));
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(arguments[0]))
        .routing(routing -> routing.get("/events", events::stream))
        .build()
        .start();
  }

  /// Until the client has left: then `emit` throws.
  private void stream(ServerRequest request, ServerResponse response) throws InterruptedException {
    try (var sink = response.sink(SseSink.TYPE)) {
      for (long number = 1; ; number++) {
        var text = Stamp.text(number, System.nanoTime());
        sink.emit(SseEvent.create("{\"text\":\"" + text + "\"}"));
        NANOSECONDS.sleep(period);
      }
    }
  }
}
