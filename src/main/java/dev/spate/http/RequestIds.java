package dev.spate.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
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
    var id =
        request
            .headers()
            .first(REQUEST_ID)
            .filter(own -> HARMLESS.matcher(own).matches())
            .orElseGet(() -> "req_" + UUID.randomUUID());
    response.header(REQUEST_ID, id);
    chain.proceed();
  }
}
