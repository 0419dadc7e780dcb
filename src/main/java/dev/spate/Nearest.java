package dev.spate;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// What somebody probably meant.
final class Nearest {
  private static final int FEW = 3;
  private static final LevenshteinDistance TYPING_ERRORS = new LevenshteinDistance(FEW);

  private Nearest() {}

  /// The one of `known` that `name` is the least typing errors away from, and those are few. Empty
  /// if there is none.
  static Optional<String> to(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> TYPING_ERRORS.apply(name, candidate) >= 0)
        .min(comparingInt(candidate -> TYPING_ERRORS.apply(name, candidate)));
  }
}
