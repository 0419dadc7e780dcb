package dev.spate.http;

import static dev.spate.http.ProblemType.METHOD_NOT_ALLOWED;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// What one path answers to each method (RFC 9110 §9): HEAD as GET, OPTIONS by naming them all, and
/// any that it doesn't have with 405. Filled while the routing is made.
public final class Methods implements Handler {
  private final Map<Method, Handler> handlers = new LinkedHashMap<>();

  public Methods get(Handler handler) {
    handlers.put(Method.GET, handler);
    handlers.put(Method.HEAD, (request, response) -> head(handler, request, response));
    return this;
  }

  /// In place of GET's: one that leaves out the body itself, so that the connection can be kept.
  Methods head(Handler handler) {
    handlers.put(Method.HEAD, handler);
    return this;
  }

  public Methods post(Handler handler) {
    handlers.put(Method.POST, handler);
    return this;
  }

  Methods delete(Handler handler) {
    handlers.put(Method.DELETE, handler);
    return this;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    var method = request.prologue().method();
    var handler = handlers.get(method);
    if (handler != null) {
      handler.handle(request, response);
      return;
    }
    response.header(HeaderNames.ALLOW, allowed());
    if (!method.equals(Method.OPTIONS)) {
      throw METHOD_NOT_ALLOWED.because(
          "'%s' is not for this path, which has %s".formatted(method.text(), allowed()));
    }
    response.status(Status.NO_CONTENT_204).send();
  }

  /// Lets GET's handler answer until it comes to the body. Then the connection is closed, since the
  /// handler doesn't know that it is not to send one. A problem it throws is none of this.
  private static void head(Handler get, ServerRequest request, ServerResponse response)
      throws Exception {
    var answering = new AtomicBoolean(true);
    response.beforeSend(() -> {
      if (!answering.getAndSet(false)) return;
      response.header(HeaderValues.CONNECTION_CLOSE);
      Connection.of(response).begin();
      throw new CloseConnectionException("a HEAD has no body");
    });
    try {
      get.handle(request, response);
    } finally {
      answering.set(false);
    }
  }

  private String allowed() {
    return handlers.keySet().stream()
        .map(Method::text)
        .collect(Collectors.joining(", ", "", ", OPTIONS"));
  }
}
