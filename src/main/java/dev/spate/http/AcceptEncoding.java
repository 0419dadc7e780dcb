package dev.spate.http;

import static dev.spate.http.Coding.IDENTITY;
import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.toMap;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which codings a client accepts, and how much it likes each (RFC 9110 §12.5.3).
///
/// @param qualities by their tokens, from 0, not at all, to 1: `br;q=1.0, gzip;q=0.8, *;q=0.1`
record AcceptEncoding(Map<String, Double> qualities) {
  private static final double IF_NOTHING_ELSE = 0.000_1; // a q has three digits

  private static final Pattern ITEM = Pattern.compile("([^\\s,;]+)\\s*(?:;([^,]*))?");
  private static final Pattern Q =
      Pattern.compile("\\s*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*");

  static AcceptEncoding of(ServerRequest request) {
    return parse(request.headers().all(HeaderNames.ACCEPT_ENCODING, List::of));
  }

  /// A q that is none is 0: what is not understood is not wanted.
  static AcceptEncoding parse(List<String> headers) {
    return new AcceptEncoding(
        ITEM.matcher(String.join(",", headers).toLowerCase(Locale.ROOT))
            .results()
            .collect(
                toMap(item -> item.group(1), item -> weight(item.group(2)), (_, last) -> last)));
  }

  /// Best first. [Coding#IDENTITY] is always among them: who accepts nothing that we have gets the
  /// body as it is.
  List<Coding> codings() {
    return Stream.of(Coding.values())
        .filter(coding -> coding == IDENTITY || quality(coding) > 0)
        .sorted(comparingDouble(this::quality).reversed())
        .toList();
  }

  private double quality(Coding coding) {
    var unnamed = qualities.getOrDefault("*", coding == IDENTITY ? IF_NOTHING_ELSE : 0);
    return qualities.getOrDefault(coding.token(), unnamed);
  }

  private static double weight(@Nullable String parameter) {
    if (parameter == null) return 1;
    var q = Q.matcher(parameter);
    return q.matches() ? Double.parseDouble(q.group(1)) : 0;
  }
}
