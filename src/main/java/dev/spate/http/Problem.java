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
  private final String param;
  private final String code;

  Problem(ProblemType type, String detail) {
    this(type, detail, new LinkedHashMap<>(), "", "");
  }

  private Problem(
      ProblemType type,
      String detail,
      SequencedMap<String, String> members,
      String param,
      String code) {
    super(detail);
    this.param = param;
    this.code = code;
    this.type = type;
    this.detail = detail;
    this.members = Collections.unmodifiableSequencedMap(members);
  }

  /// The same, which says something more to programs.
  Problem with(String name, String value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(type, detail, more, param, code);
  }

  /// The same, which says where in the request it is, and what OpenAI calls it, to whom that is
  /// told: `messages[0].role`, `invalid_value`.
  public Problem at(String param, String code) {
    return new Problem(type, detail, members, param, code);
  }

  /// That a header, or a parameter of the address, can't be used.
  public static Problem parameter(String name, String value, String mend) {
    return ProblemType.BAD_PARAMETER.because(
        "'%s' is '%s': it %s".formatted(name, shown(value), mend));
  }

  /// As much of a stranger's text as a message can bear.
  public static String shown(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }

  /// Where in the request it is, or `""`.
  public String param() {
    return param;
  }

  /// What OpenAI calls it, or `""`.
  public String code() {
    return code;
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
