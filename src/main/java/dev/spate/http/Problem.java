package dev.spate.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Why a request can't be answered. Each [Dialect] tells it in its own form.
public final class Problem extends RuntimeException {
  private static final int MOST_SHOWN = 80;

  private final ProblemType type;
  private final String detail;
  private final SequencedMap<String, String> members;

  Problem(ProblemType type, String detail) {
    this(type, detail, new LinkedHashMap<>());
  }

  private Problem(ProblemType type, String detail, SequencedMap<String, String> members) {
    super(detail);
    this.type = type;
    this.detail = detail;
    this.members = Collections.unmodifiableSequencedMap(members);
  }

  /// The same, which says something more to programs.
  Problem with(String name, String value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(type, detail, more);
  }

  /// That a header, or a parameter of the address, can't be used.
  static Problem parameter(String name, String value, String mend) {
    return ProblemType.BAD_PARAMETER.because(
        "'%s' is '%s': it %s".formatted(name, shown(value), mend));
  }

  /// As much of a stranger's text as a message can bear.
  static String shown(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }

  public ProblemType type() {
    return type;
  }

  /// The value that is wrong, and the mend.
  public String detail() {
    return detail;
  }

  /// What it says to programs beside its type, in a form that has room for it.
  SequencedMap<String, String> members() {
    return members;
  }
}
