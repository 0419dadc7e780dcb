package dev.spate.openai;

import dev.spate.http.Dialect;
import dev.spate.http.Problem;
import dev.spate.http.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// OpenAI's error object, on every path below `/v1` that is not Spate's own:
///
/// `{"error":{"message":"…","type":"invalid_request_error","param":null,"code":"not_found"}}`
///
/// Its SDKs need all four keys, and tell errors apart by the status.
public final class ErrorBody implements Dialect {
  private static final Pattern OPENAIS = Pattern.compile("/v1(/(?!(streams|ws|lab)(/|$)).*)?");
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  @Override
  public boolean isSpokenAt(String path) {
    return OPENAIS.matcher(path).matches();
  }

  @Override
  public Told tell(Problem problem) {
    int status = status(problem.type());
    var error =
        JSON.createObjectBuilder()
            .add("message", problem.detail())
            .add("type", type(status))
            .add("param", JsonValue.NULL)
            .add("code", code(problem.type()));
    var body = JSON.createObjectBuilder().add("error", error).build();
    return new Told(status, "application/json", body.toString());
  }

  private static int status(ProblemType type) {
    return type == ProblemType.UNKNOWN_MODEL ? 404 : type.status();
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
