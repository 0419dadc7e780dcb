package dev.spate.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Closes the connection after the reply to a request with `Connection: close` (RFC 9112 §9.6).
/// Helidon says that it will, and leaves it open.
public final class Closing implements Filter {
  private final Problems problems;

  public Closing(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    boolean asked = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    try {
      chain.proceed();
    } catch (Problem problem) { // of another filter
      problems.send(request, response, problem);
    }
    if (asked) throw new CloseConnectionException("the client asked for it");
  }
}
