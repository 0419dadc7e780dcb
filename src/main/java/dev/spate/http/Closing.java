package dev.spate.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Closes the connection after a reply to a request with `Connection: close`, or that has it itself
/// (RFC 9112 §9.6). Helidon says that it will, and leaves it open.
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
    if (asked || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the request or the reply says so");
    }
  }
}
