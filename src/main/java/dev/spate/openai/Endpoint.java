package dev.spate.openai;

import java.net.URI;
import java.util.Map;

/// Where an upstream is, and what each request to it says of us: `https://api.openai.com/v1`, and
/// `Authorization: Bearer …`, which goes nowhere else.
///
/// @param base may have a query, which goes along: `https://…/deployments/gpt?api-version=1`
record Endpoint(URI base, Map<String, String> headers) {
  private static final int LEAST_SECRET_CHARS = 8; // a shorter one may be a word

  Endpoint {
    headers = Map.copyOf(headers);
  }

  /// `uri("/models")`
  URI uri(String path) {
    var query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
    var folder = base.getRawPath().replaceFirst("/+$", "");
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + folder + path + query);
  }

  boolean hasSecrets() {
    return !headers.isEmpty();
  }

  /// `text` without them, in case the upstream says them back.
  String redacted(String text) {
    var redacted = text;
    for (var value : headers.values()) {
      var secret = value.replaceFirst("^Bearer ", "");
      if (secret.length() >= LEAST_SECRET_CHARS) redacted = redacted.replace(secret, "…");
    }
    return redacted;
  }

  /// Without its headers, which are secrets.
  @Override
  public String toString() {
    return base.toString();
  }
}
