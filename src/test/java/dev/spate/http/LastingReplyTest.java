package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastingReplyTest {
  private static final Logger LOGGER = Logger.getLogger(LastingReply.class.getName());

  @Test
  void endsSoThatTheClientKnowsItIsWhole() throws IOException {
    assertThat(reply(connection -> connection.begin().write('a')))
        .isEqualTo(new RawExchange.Body("a", true));
  }

  @Test
  void neverLooksWholeWhenItsDriverBreaks() throws IOException {
    LOGGER.setFilter(_ -> false); // the trace is meant for whoever runs a gateway
    try {
      var body =
          reply(connection -> {
            var out = connection.begin();
            out.write('a');
            out.flush();
            throw new IllegalStateException("a format with a bug");
          });

      assertThat(body).isEqualTo(new RawExchange.Body("a", false));
    } finally {
      LOGGER.setFilter(null);
    }
  }

  private static RawExchange.Body reply(LastingReply.Body body) throws IOException {
    var server =
        WebServer.builder()
            .port(0)
            .shutdownHook(false)
            .routing(routing ->
                routing.get("/", (_, res) -> LastingReply.send(Connection.of(res), body)))
            .build()
            .start();
    try (var exchange = RawExchange.get(server.port(), "/")) {
      return exchange.body();
    } finally {
      server.stop();
    }
  }
}
