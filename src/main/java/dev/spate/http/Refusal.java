package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_REQUEST;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import org.jspecify.annotations.Nullable;

/// The problem in a reply of Helidon's own, which would else have no body.
final class Refusal implements DirectHandler {
  private final Problems problems;

  Refusal(Problems problems) {
    this.problems = problems;
  }

  /// While a request is answered.
  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      Throwable thrown,
      System.@Nullable Logger logger) {
    return reply(request, problem(request, status, thrown.getMessage()), headers);
  }

  /// While a request is read. What Helidon calls an internal error then is a request that broke
  /// off.
  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    return type == EventType.INTERNAL_ERROR
        ? reply(request, BAD_REQUEST.because("the request broke off"), headers)
        : reply(request, problem(request, status, message), headers);
  }

  /// Helidon refuses each body that is encoded, and doesn't say so.
  private Problem problem(TransportRequest request, Status status, @Nullable String message) {
    var encoding = request.headers().first(HeaderNames.CONTENT_ENCODING);
    return status.equals(Status.BAD_REQUEST_400) && encoding.isPresent()
        ? Bodies.encoded(encoding.get())
        : problems.of(request.path(), status, message);
  }

  private TransportResponse reply(
      TransportRequest request, Problem problem, ServerResponseHeaders headers) {
    var told = problems.tell(request.path(), problem);
    var response =
        TransportResponse.builder()
            .status(Status.create(told.status()))
            .headers(headers)
            .header(RequestIds.of(request.headers()))
            .header(HeaderNames.CONTENT_TYPE, told.type())
            .entity(told.body());
    if (problem.type().endsConnection()) response.header(HeaderValues.CONNECTION_CLOSE);
    return response.build();
  }
}
