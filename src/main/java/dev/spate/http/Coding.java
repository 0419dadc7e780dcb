package dev.spate.http;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.toMap;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a body is compressed on its way (RFC 9110 §8.4.1), the tightest first.
enum Coding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz"),
  IDENTITY("identity", "");

  private static final double IF_NOTHING_ELSE = 0.000_1; // a q has three digits

  private static final Pattern ITEM = Pattern.compile("([^\\s,;]+)\\s*(?:;([^,]*))?");
  private static final Pattern Q =
      Pattern.compile("\\s*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*");

  private final String token;
  private final String suffix;

  Coding(String token, String suffix) {
    this.token = token;
    this.suffix = suffix;
  }

  /// As `Content-Encoding` says it.
  String token() {
    return token;
  }

  /// What the name of a file ends in that is so compressed.
  String suffix() {
    return suffix;
  }

  static Coding of(Path file) {
    var name = file.toString();
    return Stream.of(values()).filter(c -> name.endsWith(c.suffix)).findFirst().orElseThrow();
  }

  /// Those that the client accepts, best first (RFC 9110 §12.5.3). [#IDENTITY] is always among
  /// them: who accepts nothing that we have gets the body as it is.
  static List<Coding> acceptedBy(ServerRequest request) {
    return accepted(request.headers().all(HeaderNames.ACCEPT_ENCODING, List::of));
  }

  static List<Coding> accepted(List<String> headers) {
    var named = named(headers);
    return Stream.of(values())
        .filter(coding -> coding == IDENTITY || coding.quality(named) > 0)
        .sorted(comparingDouble((Coding coding) -> coding.quality(named)).reversed())
        .toList();
  }

  private double quality(Map<String, Double> named) {
    var unnamed = named.getOrDefault("*", this == IDENTITY ? IF_NOTHING_ELSE : 0);
    return named.getOrDefault(token, unnamed);
  }

  /// What the client says of each: `br;q=1.0, gzip;q=0.8, *;q=0.1`. A q that is none is 0: what is
  /// not understood is not wanted.
  private static Map<String, Double> named(List<String> headers) {
    return ITEM.matcher(String.join(",", headers).toLowerCase(Locale.ROOT))
        .results()
        .collect(toMap(item -> item.group(1), item -> quality(item.group(2)), (_, last) -> last));
  }

  private static double quality(@Nullable String weight) {
    if (weight == null) return 1;
    var q = Q.matcher(weight);
    return q.matches() ? Double.parseDouble(q.group(1)) : 0;
  }
}
