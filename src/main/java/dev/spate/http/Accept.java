package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_REQUEST;
import static java.util.Comparator.comparingInt;

import io.helidon.common.media.type.MediaType;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/// What a client accepts (RFC 9110 §12.5.1); everything, if it doesn't say.
record Accept(List<HttpMediaType> ranges) {

  static Accept of(ServerRequest request) {
    return new Accept(request.headers().acceptedTypes());
  }

  /// How much it likes `type`, from 0, not at all, to 1: as the range says that fits most closely.
  double quality(MediaType type) {
    if (ranges.isEmpty()) return 1;
    return ranges.stream()
        .filter(range -> range.test(type))
        .max(comparingInt(Accept::closeness))
        .map(Accept::quality)
        .orElse(0.0);
  }

  /// Whether `type` itself stands there, and not just a range that it is in.
  boolean names(MediaType type) {
    return ranges.stream().anyMatch(range -> closeness(range) == 2 && range.test(type));
  }

  boolean admitsAll() {
    return ranges.isEmpty()
        || ranges.stream().anyMatch(range -> closeness(range) == 0 && quality(range) > 0);
  }

  private static int closeness(HttpMediaType range) {
    if (range.mediaType().isWildcardType()) return 0;
    return range.mediaType().isWildcardSubtype() ? 1 : 2;
  }

  private static double quality(HttpMediaType range) {
    try {
      double quality = range.qualityFactor();
      if (quality >= 0 && quality <= 1) return quality;
    } catch (NumberFormatException _) {
      // no number at all
    }
    throw BAD_REQUEST.because("the q in 'Accept' must be a number from 0 to 1");
  }
}
