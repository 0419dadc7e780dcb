package dev.spate.http;

import static dev.spate.http.ProblemType.FOREIGN_HOST;
import static dev.spate.http.ProblemType.FOREIGN_ORIGIN;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Set;

/// Keeps other sites' pages from using the gateway through the browser of somebody who may: by
/// `Origin`, and on a loopback address by `Host`, so that no name of theirs can point here (DNS
/// rebinding).
public final class OriginGuard implements Filter {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);

  private final boolean loopback;
  private final List<String> hosts;
  private final Origins origins;

  /// A guard for a gateway of these names.
  ///
  /// @param loopback whether the gateway listens on a loopback address
  /// @param hosts further names that it has, without a port
  /// @param origins other sites that may use it
  public OriginGuard(boolean loopback, List<String> hosts, Origins origins) {
    this.loopback = loopback;
    this.hosts = List.copyOf(hosts);
    this.origins = origins;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var host = request.headers().first(HeaderNames.HOST).orElse("");
    if (loopback) checkHost(host);
    var method = request.prologue().method();
    if (!SAFE.contains(method) || Cors.isPreflight(method, request.headers())) {
      request.headers().first(HeaderNames.ORIGIN).ifPresent(origin -> checkOrigin(origin, host));
    }
    chain.proceed();
  }

  private void checkHost(String host) {
    var name = host.replaceFirst(":[0-9]*$", "");
    if (LOOPBACK.stream().anyMatch(name::equalsIgnoreCase)) return;
    if (hosts.stream().anyMatch(name::equalsIgnoreCase)) return;
    throw FOREIGN_HOST.because(
        "'%s' is not a name of this gateway: add it to server.hosts if it should be"
            .formatted(name));
  }

  private void checkOrigin(String origin, String host) {
    var authority = origin.replaceFirst("^https?://", "");
    if (authority.equalsIgnoreCase(host)) return;
    if (origins.allow(origin)) return;
    throw FOREIGN_ORIGIN.because(
        "a page of '%s' may not do this: add it to server.origins if it should".formatted(origin));
  }
}
