package dev.spate.openai;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

/// Where an upstream is, and what each request to it says of us: `https://api.openai.com/v1`, and
/// `Authorization: Bearer …`, which goes nowhere else.
///
/// @param base may have a query, which goes along: `https://…/deployments/gpt?api-version=1`
record Endpoint(URI base, Map<String, String> headers) {
  Endpoint {
    headers = Map.copyOf(headers);
  }

  /// `uri("/models")`
  URI uri(String path) {
    var query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
    var folder = base.getRawPath().replaceFirst("/+$", "");
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + folder + path + query);
  }

  /// The values of its headers, and those without their scheme: `Basic …` is said back as `…`.
  Secrets secrets() {
    return new Secrets(
        headers.values().stream()
            .flatMap(value -> Stream.of(value, value.replaceFirst("^\\S+ +", "")))
            .toList());
  }

  /// Without its headers, which are secrets.
  @Override
  public String toString() {
    return base.toString();
  }
}
