package dev.spate.http;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import java.util.Map;

/// Problems in the form of RFC 9457, spoken wherever no other dialect is:
///
/// `{"type":"urn:spate:bad-prompt","title":"The body is not a prompt","status":400,"detail":"…"}`
final class ProblemJson implements Dialect {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  @Override
  public boolean isSpokenAt(String path) {
    return true;
  }

  @Override
  public Told tell(Problem problem) {
    var type = problem.type();
    var body =
        JSON.createObjectBuilder()
            .add("type", type.uri())
            .add("title", type.title())
            .add("status", type.status())
            .add("detail", problem.detail());
    problem.members().forEach(body::add);
    return new Told(type.status(), "application/problem+json", body.build().toString());
  }

  @Override
  public String ofUnknown(String path, String paths) {
    return "there is no such path; there are " + paths;
  }
}
