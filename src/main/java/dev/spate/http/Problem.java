package dev.spate.http;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import java.util.Map;

/// Why a request can't be answered, in the form of RFC 9457 (`application/problem+json`):
///
/// `{"type":"urn:spate:bad-prompt","title":"The body is not a prompt","status":400,"detail":"…"}`
final class Problem extends RuntimeException {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private final ProblemType type;
  private final String detail;

  Problem(ProblemType type, String detail) {
    super(detail);
    this.type = type;
    this.detail = detail;
  }

  ProblemType type() {
    return type;
  }

  int status() {
    return type.status();
  }

  String json() {
    return JSON.createObjectBuilder()
        .add("type", type.uri())
        .add("title", type.title())
        .add("status", type.status())
        .add("detail", detail)
        .build()
        .toString();
  }
}
