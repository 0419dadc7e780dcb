package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_PROMPT;
import static dev.spate.http.ProblemType.BAD_REQUEST;
import static dev.spate.http.ProblemType.BROKEN;
import static dev.spate.http.ProblemType.HTTP_VERSION;
import static dev.spate.http.ProblemType.KEY_REUSED;
import static dev.spate.http.ProblemType.MODELS_UNLISTED;
import static dev.spate.http.ProblemType.NOT_ACCEPTABLE;
import static dev.spate.http.ProblemType.NOT_FOUND;
import static dev.spate.http.ProblemType.SHUTTING_DOWN;
import static dev.spate.http.ProblemType.STORE_FULL;
import static dev.spate.http.ProblemType.TOO_MANY_READERS;
import static dev.spate.http.ProblemType.UNKNOWN_MODEL;
import static java.lang.System.Logger.Level.ERROR;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.ShuttingDown;
import dev.spate.generation.TooManyReaders;
import dev.spate.generation.UnknownModel;
import dev.spate.generation.UnlistedModel;
import dev.spate.http.Dialect.Told;
import dev.spate.stream.KeyReused;
import dev.spate.stream.StoreFull;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one place where what went wrong becomes a response, in the dialect of whoever asked.
public final class Problems {
  private static final System.Logger LOGGER = System.getLogger(Problems.class.getName());
  private static final Header NOT_KEPT = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
  private static final Header RETRY_AFTER = HeaderValues.create(HeaderNames.RETRY_AFTER, "5");

  private final String paths;
  private final List<Dialect> dialects;

  /// @param paths those that there are, for whoever asks for another
  /// @param foreign the dialects that are spoken where it is not RFC 9457's
  public Problems(List<String> paths, Dialect... foreign) {
    this.paths = String.join(", ", paths);
    this.dialects = Stream.concat(Stream.of(foreign), Stream.of(new ProblemJson())).toList();
  }

  /// For what is thrown while a request is answered.
  public void handle(HttpRouting.Builder routing) {
    routing
        .error(Problem.class, this::send)
        .error(
            BadPrompt.class, (to, as, e) -> send(to, as, because(BAD_PROMPT, e).at(e.field(), "")))
        .error(UnknownModel.class, (to, as, e) -> send(to, as, because(UNKNOWN_MODEL, e)))
        .error(UnlistedModel.class, (to, as, e) -> send(to, as, because(MODELS_UNLISTED, e)))
        .error(KeyReused.class, (to, as, e) -> send(to, as, because(KEY_REUSED, e)))
        .error(TooManyReaders.class, (to, as, e) -> send(to, as, because(TOO_MANY_READERS, e)))
        .error(StoreFull.class, (to, as, e) -> send(to, as, because(STORE_FULL, e)))
        .error(ShuttingDown.class, (to, as, e) -> send(to, as, because(SHUTTING_DOWN, e)))
        .error(
            HttpException.class,
            (to, as, e) -> send(to, as, of(path(to), e.status(), e.getMessage())))
        .error(SocketException.class, (_, _, e) -> leave(e))
        .error(UncheckedIOException.class, (_, _, e) -> leave(e))
        .error(
            Exception.class,
            (request, response, e) -> {
              LOGGER.log(ERROR, "a request failed unexpectedly", e);
              send(request, response, BROKEN.because("the gateway's log says more"));
            });
  }

  /// For what Helidon refuses before any of our code runs.
  public DirectHandlers beforeRouting() {
    var handlers = DirectHandlers.builder();
    for (var type : EventType.values()) handlers.addHandler(type, new Refusal(this));
    return handlers.build();
  }

  /// The client has gone: there is nobody to tell, and nothing to log.
  private static void leave(Exception e) {
    throw new CloseConnectionException("the client has left", e);
  }

  void send(ServerRequest request, ServerResponse response, Problem problem) {
    if (problem.type().endsConnection()) response.header(HeaderValues.CONNECTION_CLOSE);
    if (problem.type().retryable()) response.header(RETRY_AFTER);
    response.header(NOT_KEPT);
    var told = tell(path(request), problem);
    var body = told.body().getBytes(StandardCharsets.UTF_8);
    response.status(told.status()).header(HeaderNames.CONTENT_TYPE, told.type());
    try {
      if (!request.prologue().method().equals(Method.HEAD)) response.send(body);
      else response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length)).send();
    } catch (UncheckedIOException | CloseConnectionException _) {
      // the client has left; Helidon would log what a handler of problems throws
    }
  }

  /// A whole reply, for a connection that Helidon is not to write to any more.
  byte[] reply(String path, Header requestId, Problem problem) {
    var told = tell(path, problem);
    var status = Status.create(told.status());
    var body = told.body().getBytes(StandardCharsets.UTF_8);
    var head =
        """
        HTTP/1.1 %d %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        Retry-After: %s\r
        %s: %s\r
        Connection: close\r
        \r
        """
            .formatted(
                status.code(),
                status.reasonPhrase(),
                told.type(),
                body.length,
                RETRY_AFTER.get(),
                requestId.name(),
                requestId.get());
    return BufferData.create(
            BufferData.create(head.getBytes(StandardCharsets.US_ASCII)), BufferData.create(body))
        .readBytes();
  }

  /// How a problem is told to whoever asked for `path`: in its dialect.
  Told tell(String path, Problem problem) {
    return dialect(path).tell(problem);
  }

  private Dialect dialect(String path) {
    return dialects.stream().filter(each -> each.isSpokenAt(path)).findFirst().orElseThrow();
  }

  private static String path(ServerRequest request) {
    return request.prologue().uriPath().path();
  }

  private static Problem because(ProblemType type, Exception cause) {
    return type.because(Objects.requireNonNull(cause.getMessage()));
  }

  /// What Helidon says of a request for `path`.
  Problem of(String path, Status status, @Nullable String message) {
    var detail = message == null ? status.reasonPhrase() : message;
    return switch (status.code()) {
      case 404 -> NOT_FOUND.because(dialect(path).ofUnknown(path, paths));
      case 406 -> NOT_ACCEPTABLE.because("this is sent as text/event-stream alone");
      case 505 ->
          HTTP_VERSION.because("behind nginx, set: proxy_http_version 1.1; proxy_buffering off;");
      default -> (status.code() < 500 ? BAD_REQUEST : BROKEN).because(detail);
    };
  }
}
