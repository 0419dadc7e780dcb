package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.stream.Stream;

/// Where an upstream is, and what each request to it says of us: `https://api.openai.com/v1`, and
/// `Authorization: Bearer …`, which goes nowhere else.
///
/// @param base may have a query, which goes along: `https://…/deployments/gpt?api-version=1`, and
///   may be a secret too: `?key=…`
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

  /// `api.openai.com`, or `localhost:11434`
  String host() {
    return base.getRawAuthority();
  }

  /// Each value of its headers, also without its scheme, as `Basic …` is said back as `…`; and of
  /// its query, as it stands there and as it is meant.
  Secrets secrets() {
    var query = base.getRawQuery() == null ? "" : base.getRawQuery();
    var ofHeaders =
        headers.values().stream()
            .flatMap(value -> Stream.of(value, value.replaceFirst("^\\S+ +", "")));
    var ofQuery =
        Stream.of(query.split("&"))
            .map(member -> member.substring(member.indexOf('=') + 1))
            .flatMap(value -> Stream.of(value, URLDecoder.decode(value, UTF_8)));
    return new Secrets(Stream.concat(ofHeaders, ofQuery).toList());
  }

  /// Without its secrets.
  @Override
  public String toString() {
    return base.toString().replaceFirst("\\?.*", "");
  }
}
