package dev.spate.generation;

import java.util.List;

/// Where an answer ends at the latest, whoever gives it: before the first of these texts, and after
/// so many tokens.
///
/// @param stop none of them is empty
/// @param mostTokens pieces with text, reasoning or arguments in them, since we can count no others
public record Bounds(List<String> stop, long mostTokens) {
  /// It may go on for as long as its stream.
  public static final Bounds NONE = new Bounds(List.of(), Long.MAX_VALUE);

  /// What callers know them by, of every model.
  static final List<String> PARAMETERS = List.of("max_tokens", "stop");

  public Bounds {
    stop = List.copyOf(stop);
  }

  /// `generator`, within these bounds.
  Generator around(Generator generator) {
    return equals(NONE) ? generator : new Bounded(generator, this);
  }

  /// The same of one that remains scheduled.
  Scheduled around(Scheduled generator) {
    return equals(NONE) ? generator : new BoundedSchedule(generator, this);
  }
}
