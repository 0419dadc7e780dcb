package dev.spate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What all rounds of one lane came to.
record Outcome(String name, List<Round> rounds) {

  /// Taken once a round.
  Spread spread(ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  /// As a ratio to what `base` had in the same round, so that what else the machine did then counts
  /// on both sides.
  Spread ratio(ToDoubleFunction<Round> figure, Outcome base) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(base.rounds().get(i)));
    }
    return Spread.of(ratios);
  }

  /// Of all rounds together.
  Tally tally() {
    var all = new Tally(rounds.getFirst().tally().perStream.length);
    for (var round : rounds) all.add(round.tally());
    return all;
  }

  long resident() {
    return rounds.stream().mapToLong(round -> round.usage().resident()).max().orElse(0);
  }

  /// What was wrong with its streams: `3 lost, 1 twice`, or nothing.
  String faults() {
    var tally = tally();
    var faults = new ArrayList<String>();
    if (tally.lost > 0) faults.add(tally.lost + " lost");
    if (tally.duplicates > 0) faults.add(tally.duplicates + " twice");
    if (tally.disordered > 0) faults.add(tally.disordered + " overtaken");
    if (tally.broken > 0) faults.add(tally.broken + " broken");
    if (tally.refused > 0) faults.add(tally.refused + " refused");
    return faults.isEmpty() ? "none" : String.join(", ", faults);
  }
}
