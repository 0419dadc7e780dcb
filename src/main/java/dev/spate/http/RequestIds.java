package dev.spate.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.UUID;
import java.util.regex.Pattern;

/// Gives each reply an `X-Request-Id`: the caller's own, if it is harmless, or a new one.
public final class RequestIds implements Filter {
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response.header(of(request.headers()));
    chain.proceed();
  }

  /// For the reply to a request with such headers.
  static Header of(Headers request) {
    return request
        .first(REQUEST_ID)
        .filter(own -> HARMLESS.matcher(own).matches())
        .map(own -> HeaderValues.create(REQUEST_ID, own))
        .orElseGet(RequestIds::fresh);
  }

  /// For the reply to a request that has no headers yet.
  static Header fresh() {
    return HeaderValues.create(REQUEST_ID, "req_" + UUID.randomUUID());
  }
}
