package dev.spate.openai;

import dev.spate.stream.Failure;
import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An upstream's own error, in whichever shape it comes:
///
/// ```
/// {"error":{"message":"slow down","type":"rate_limit_error","param":null,"code":429}}
/// {"error":"slow down"}
/// {"object":"error","message":"slow down","code":429}
/// ```
final class UpstreamError {
  private static final int DEPTH = 64;
  private static final int MOST_CHARS = 1_000; // of a message

  /// What a caller can make sense of. All else is between the upstream and us.
  private static final Set<Integer> PASSED_ON =
      Set.of(400, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504);

  private UpstreamError() {}

  /// The failure that a reply other than 200 is.
  static Failure of(int status, String body, Optional<Duration> retryAfter) {
    if (status == 401 || status == 403) {
      var message = "the upstream refuses the gateway's key, with status " + status;
      return new Failure(UpstreamFailures.ERROR, message, 502, false, Optional.empty(), "");
    }
    var json = json(body);
    var message = json.map(UpstreamError::message).orElse(body.startsWith("<") ? "" : body);
    return failure(status, message, json.isPresent() ? body : "", retryAfter);
  }

  /// The failure that an event of a stream is.
  ///
  /// @param json perhaps no JSON
  static Failure within(String json) {
    var error = json(json);
    int status = error.map(UpstreamError::status).orElse(502);
    var message = error.map(UpstreamError::message).orElse(json);
    return failure(status, message, error.isPresent() ? json : "", Optional.empty());
  }

  /// Whether a chunk is one.
  static boolean is(JsonObject chunk) {
    return !isNull(chunk.get("error")) || text(chunk, "object").equals("error");
  }

  private static Failure failure(
      int status, String message, String detail, Optional<Duration> retryAfter) {
    var said = message.isBlank() ? "the upstream answers with status " + status : message.strip();
    return new Failure(
        UpstreamFailures.ERROR,
        said.length() > MOST_CHARS ? said.substring(0, MOST_CHARS) + "…" : said,
        PASSED_ON.contains(status) ? status : 502,
        isRetryable(status),
        retryAfter,
        detail);
  }

  private static boolean isRetryable(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }

  private static Optional<JsonValue> json(String text) {
    try {
      return Optional.of(ForeignJson.parse(text, DEPTH));
    } catch (BadJson _) {
      return Optional.empty();
    }
  }

  private static String message(JsonValue json) {
    return switch (json) {
      case JsonString text -> text.getString();
      case JsonObject object ->
          Stream.of("error", "message", "detail")
              .map(object::get)
              .filter(value -> !isNull(value))
              .map(UpstreamError::message)
              .findFirst()
              .orElse("");
      default -> "";
    };
  }

  /// As its code says, or what its type stands for.
  private static int status(JsonValue json) {
    if (!(json instanceof JsonObject object)) return 502;
    if (object.get("error") instanceof JsonObject error) return status(error);
    if (object.get("code") instanceof JsonNumber code) {
      int status = code.intValue();
      if (status >= 400 && status <= 599) return status;
    }
    return switch (text(object, "type")) {
      case "invalid_request_error" -> 400;
      case "rate_limit_error", "requests", "tokens", "insufficient_quota" -> 429;
      case "overloaded_error", "service_unavailable_error" -> 503;
      default -> 502;
    };
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : "";
  }

  private static boolean isNull(@Nullable JsonValue value) {
    return value == null || value.getValueType() == JsonValue.ValueType.NULL;
  }
}
