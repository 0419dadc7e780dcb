package dev.spate;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// What somebody probably meant.
final class Nearest {
  private static final LevenshteinDistance TYPING_ERRORS = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  /// The one of `known`, which has some, that `name` is the least typing errors away from.
  static String to(String name, Collection<String> known) {
    return known.stream()
        .min(comparingInt(candidate -> TYPING_ERRORS.apply(name, candidate)))
        .orElseThrow();
  }
}
