package dev.spate.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/// How figures are written: with three digits, and nothing where nothing was measured.
final class Figures {
  static final String NONE = "";

  private static final double NANOS_IN_MILLI = 1e6;

  private Figures() {}

  /// `0.0312`, `1.87`, `18.7`, `1,870`
  static String of(double figure) {
    double size = Math.abs(figure);
    if (!Double.isFinite(figure)) return NONE;
    if (size >= 100) return String.format(Locale.ROOT, "%,.0f", figure);
    if (size >= 10) return String.format(Locale.ROOT, "%.1f", figure);
    return String.format(Locale.ROOT, size >= 0.1 || size == 0 ? "%.2f" : "%.3f", figure);
  }

  /// A percentile, in milliseconds.
  static String millis(Histogram nanos, double percentile) {
    if (nanos.getTotalCount() == 0) return NONE;
    return of(nanos.getValueAtPercentile(percentile) / NANOS_IN_MILLI);
  }

  /// By how much a percentile lies above that of `base`, in milliseconds: `+ 0.12`.
  static String added(Histogram nanos, Histogram base, double percentile) {
    if (nanos.getTotalCount() == 0 || base.getTotalCount() == 0) return NONE;
    double difference =
        nanos.getValueAtPercentile(percentile) - (double) base.getValueAtPercentile(percentile);
    return (difference < 0 ? "− " : "+ ") + of(Math.abs(difference) / NANOS_IN_MILLI);
  }

  /// On the heap, for each token; nothing where there is no JVM.
  static String allocated(Outcome outcome) {
    double bytes = outcome.spread(Round::allocatedPerToken).middle();
    return bytes == 0 ? NONE : of(bytes);
  }

  static String mebibytes(long bytes) {
    return of(bytes / (1024.0 * 1024));
  }

  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
