package dev.spate.bench;

import java.util.List;

/// A figure that was taken once a round: the middle one, and how far the others lie from it.
record Spread(double least, double middle, double most) {
  static Spread of(List<Double> figures) {
    var sorted = figures.stream().sorted().toList();
    return new Spread(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  /// In another unit: nanoseconds by 1,000 are microseconds.
  Spread per(double unit) {
    return new Spread(least / unit, middle / unit, most / unit);
  }

  /// Not so where there was too little to divide by.
  boolean isMeasured() {
    return Double.isFinite(least) && Double.isFinite(most);
  }

  /// `1.87 (1.80…2.04)`
  @Override
  public String toString() {
    if (!isMeasured()) return Figures.NONE;
    return Figures.of(middle) + " (" + Figures.of(least) + "…" + Figures.of(most) + ")";
  }
}
