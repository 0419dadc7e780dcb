package dev.spate.openai;

import dev.spate.http.Problem;
import dev.spate.http.ProblemType;
import dev.spate.stream.Failure;
import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// OpenAI's error, of which its SDKs need all four members:
///
/// `{"error":{"message":"…","type":"invalid_request_error","param":"n","code":"invalid_value"}}`
///
/// @param param where in the request, or `""`
record ErrorObject(String message, String type, String param, String code) {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
  private static final int DEPTH = 64;

  static ErrorObject of(Problem problem, int status) {
    var code = problem.code().isEmpty() ? code(problem.type()) : problem.code();
    return new ErrorObject(problem.detail(), type(status), problem.param(), code);
  }

  /// The backend's own, so far as it has told one.
  static ErrorObject of(Failure failure) {
    var own = own(failure.detail());
    return new ErrorObject(
        text("message", own).orElse(failure.message()),
        text("type", own).orElse(type(failure.status())),
        text("param", own).orElse(""),
        text("code", own).orElse(failure.code()));
  }

  String json() {
    var error =
        JSON.createObjectBuilder()
            .add("message", message)
            .add("type", type)
            .add("param", param.isEmpty() ? JsonValue.NULL : Json.createValue(param))
            .add("code", code);
    return ForeignJson.of(JSON.createObjectBuilder().add("error", error).build());
  }

  private static JsonObject own(String detail) {
    try {
      if (!detail.isEmpty()
          && ForeignJson.parse(detail, DEPTH) instanceof JsonObject body
          && body.get("error") instanceof JsonObject error) return error;
    } catch (BadJson _) {
      // none, then
    }
    return JsonValue.EMPTY_JSON_OBJECT;
  }

  private static Optional<String> text(String name, JsonObject error) {
    return switch (error.get(name)) {
      case JsonString text when !text.getString().isBlank() -> Optional.of(text.getString());
      case JsonNumber number -> Optional.of(number.toString());
      case null, default -> Optional.empty();
    };
  }

  private static String type(int status) {
    return switch (status) {
      case 408 -> "timeout";
      case 409 -> "conflict_error";
      case 429 -> "rate_limit_error";
      case 503 -> "service_unavailable_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  /// Where OpenAI has a word for it, that.
  private static String code(ProblemType type) {
    return switch (type) {
      case UNKNOWN_MODEL -> "model_not_found";
      case BODY_TOO_LARGE -> "request_too_large";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
