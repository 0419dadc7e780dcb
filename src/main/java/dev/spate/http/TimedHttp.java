package dev.spate.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;

/// Helidon's HTTP/1.1 on connections that are watched. It has to be a listener's only selector:
/// before Helidon chooses between two it reads, without a deadline.
final class TimedHttp implements ServerConnectionSelector {
  private final Deadlines deadlines;
  private final Optional<Pump> pump;
  private final Http1ConnectionSelector http =
      Http1ConnectionSelector.builder()
          .config(Http1Config.builder().addReceiveListener(new Heads()).build())
          .build();

  TimedHttp(Deadlines deadlines, Optional<Pump> pump) {
    this.deadlines = deadlines;
    this.pump = pump;
  }

  /// Tells a connection how far the head of a request has come.
  private static final class Heads implements Http1ConnectionListener {
    @Override
    public void prologue(ConnectionContext context, HttpPrologue line) {
      ((TimedContext) context).lineCame(line);
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
      ((TimedContext) context).headCame(headers);
    }
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var timed = deadlines.watch(context, context.isSecure() ? Optional.empty() : pump);
    var connection = http.connection(timed);
    timed.readBy(connection);
    return connection;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }
}
