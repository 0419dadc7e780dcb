package dev.spate.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;

/// Lets pages of other sites read what they are sent, and ask beforehand what they may send (CORS,
/// Fetch §3.3). Who may not is left to the [OriginGuard].
public final class Cors implements Filter {
  private static final Header VARY = HeaderValues.create(HeaderNames.VARY, "Origin");
  private static final Header EXPOSE =
      HeaderValues.create(
          HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
          "Spate-Stream, Location, Retry-After, X-Request-Id");
  private static final Header METHODS =
      HeaderValues.create(
          HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, DELETE, OPTIONS");

  /// SDKs send many of their own, for which `*` stands; it doesn't stand for `Authorization`.
  private static final Header HEADERS =
      HeaderValues.create(
          HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
          "Authorization, Content-Type, Last-Event-ID, Idempotency-Key, Spate-Lifetime, "
              + "X-Request-Id, traceparent, tracestate, *");

  private static final Header MAX_AGE =
      HeaderValues.create(HeaderNames.ACCESS_CONTROL_MAX_AGE, "7200"); // no browser keeps it longer

  private final Origins origins;

  public Cors(Origins origins) {
    this.origins = origins;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!origins.listed().isEmpty()) response.headers().add(VARY);
    var origin = request.headers().first(HeaderNames.ORIGIN).filter(origins::allow);
    origin.ifPresent(o -> response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, o));
    if (origin.isPresent()) response.header(EXPOSE);
    if (origin.isPresent() && isPreflight(request.prologue().method(), request.headers())) {
      permit(response);
    } else {
      chain.proceed();
    }
  }

  /// Whether a browser asks, before it sends what a page wants to.
  static boolean isPreflight(Method method, ServerRequestHeaders headers) {
    return method.equals(Method.OPTIONS)
        && headers.contains(HeaderNames.ORIGIN)
        && headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static void permit(ServerResponse response) {
    response.header(METHODS).header(HEADERS).header(MAX_AGE).status(Status.NO_CONTENT_204).send();
  }
}
