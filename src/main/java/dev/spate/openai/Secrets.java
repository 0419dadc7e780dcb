package dev.spate.openai;

import static java.util.Comparator.comparingInt;

import java.util.List;

/// What the operator has given us for one upstream and nobody else is to read.
record Secrets(List<String> values) {
  private static final int LEAST_CHARS = 8; // a shorter one may be a word

  Secrets {
    var longestFirst = comparingInt(String::length).reversed(); // one may be part of another
    values =
        values.stream().filter(value -> !value.isEmpty()).distinct().sorted(longestFirst).toList();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// `text` without them, in case the upstream says them back. To be cut only after that.
  String redacted(String text) {
    var redacted = text;
    for (var value : values) {
      if (value.length() >= LEAST_CHARS) redacted = redacted.replace(value, "…");
    }
    return redacted;
  }

  /// Without any of them.
  @Override
  public String toString() {
    return values.size() + " secrets";
  }
}
