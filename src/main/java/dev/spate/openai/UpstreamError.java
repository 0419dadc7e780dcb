package dev.spate.openai;

import dev.spate.stream.Failure;
import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final int MOST_WORD_CHARS = 200; // of all else
  private static final Pattern MARKUP = Pattern.compile("\\s*(<|\\[?\\s*\\{)");
  private static final Pattern STATUS = Pattern.compile("[45][0-9][0-9]");

  /// What a caller can make sense of. All else is between the upstream and us.
  private static final Set<Integer> PASSED_ON =
      Set.of(400, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504);

  /// Said of a path that isn't there, by whoever stands at its address.
  private static final Set<Integer> OF_ADDRESS = Set.of(404, 405);

  private static final Set<Integer> REFUSALS = Set.of(401, 402, 403);

  /// Types and codes of errors that are about us, whatever the status.
  private static final Set<String> OF_US =
      Set.of(
          "authentication_error",
          "invalid_authentication",
          "invalid_api_key",
          "invalid_organization",
          "account_deactivated",
          "permission_error",
          "insufficient_permissions",
          "billing_error",
          "billing_not_active",
          "billing_hard_limit_reached",
          "insufficient_quota",
          "insufficient_balance");

  private UpstreamError() {}

  /// The failure that a reply other than 200 is.
  static Failure of(int status, String body, Optional<Duration> retryAfter, Secrets secrets) {
    if (OF_ADDRESS.contains(status) && !is(json(body))) {
      return UpstreamFailures.invalid(
          "status " + status + " and no error of OpenAI's: see whether base-url is right");
    }
    return failure(status, said(body, secrets), retryAfter);
  }

  /// What it says of itself, in words.
  static String message(String body, Secrets secrets) {
    return said(body, secrets).message();
  }

  /// The failure that an event of a stream is.
  ///
  /// @param json perhaps no JSON
  static Failure within(String json, Secrets secrets) {
    var said = said(json, secrets);
    return failure(status(said), said, Optional.empty());
  }

  /// Whether a chunk is one.
  static boolean is(JsonValue chunk) {
    return chunk instanceof JsonObject object
        && (isSaid(object.get("error")) || text("object", object).equals("error"));
  }

  /// Nothing is no error, in whichever way it is written: `null`, `false`, `0`, `""`.
  private static boolean isSaid(@Nullable JsonValue error) {
    return switch (error) {
      case JsonString text -> !text.getString().isEmpty();
      case JsonNumber number -> number.bigDecimalValue().signum() != 0;
      case null, default -> !isNull(error) && !JsonValue.FALSE.equals(error);
    };
  }

  private static Failure failure(int status, ErrorObject said, Optional<Duration> retryAfter) {
    if (refusesUs(status, said)) return UpstreamFailures.REFUSED;
    boolean isPassedOn = PASSED_ON.contains(status);
    boolean isTold = isPassedOn && !said.message().isEmpty();
    return new Failure(
        UpstreamFailures.ERROR,
        isTold ? said.message() : "the upstream answers with status " + status,
        isPassedOn ? status : 502,
        isRetryable(status),
        retryAfter,
        isPassedOn ? detail(said) : "");
  }

  /// Whether it is our key or our account that is at fault, and not the prompt.
  private static boolean refusesUs(int status, ErrorObject said) {
    return REFUSALS.contains(status) || OF_US.contains(said.type()) || OF_US.contains(said.code());
  }

  private static boolean isRetryable(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }

  /// Where it is more than its message.
  private static String detail(ErrorObject said) {
    boolean isMore = !(said.type() + said.param() + said.code()).isEmpty();
    return isMore ? said.json() : "";
  }

  /// What anybody reads of it, and may.
  private static ErrorObject said(String text, Secrets secrets) {
    var json = json(text);
    var error = innermost(json);
    return new ErrorObject(
        cut(secrets.redacted(message(json).strip()), MOST_CHARS),
        cut(secrets.redacted(text("type", error)), MOST_WORD_CHARS),
        cut(secrets.redacted(text("param", error)), MOST_WORD_CHARS),
        cut(secrets.redacted(text("code", error)), MOST_WORD_CHARS));
  }

  /// What is no JSON is a text, but for a page, or JSON that breaks off.
  private static JsonValue json(String text) {
    try {
      return ForeignJson.parse(text, DEPTH);
    } catch (BadJson _) {
      return MARKUP.matcher(text).lookingAt() ? JsonValue.NULL : Json.createValue(text);
    }
  }

  private static JsonObject innermost(JsonValue json) {
    if (!(json instanceof JsonObject object)) return JsonValue.EMPTY_JSON_OBJECT;
    return object.get("error") instanceof JsonObject error ? innermost(error) : object;
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
  private static int status(ErrorObject said) {
    if (STATUS.matcher(said.code()).matches()) return Integer.parseInt(said.code());
    return switch (said.type()) {
      case "invalid_request_error" -> 400;
      case "rate_limit_error", "requests", "tokens" -> 429;
      case "overloaded_error", "service_unavailable_error" -> 503;
      default -> 502;
    };
  }

  /// A text, or a number as one.
  private static String text(String name, JsonObject object) {
    return switch (object.get(name)) {
      case JsonString text -> text.getString();
      case JsonNumber number -> number.toString();
      case null, default -> "";
    };
  }

  /// Its beginning, which is no half of a character.
  private static String cut(String text, int most) {
    if (text.length() <= most) return text;
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  private static boolean isNull(@Nullable JsonValue value) {
    return value == null || value.getValueType() == JsonValue.ValueType.NULL;
  }
}
