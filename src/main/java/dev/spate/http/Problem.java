package dev.spate.http;

/// Why a request can't be answered. Each [Dialect] tells it in its own form.
public final class Problem extends RuntimeException {
  private static final int MOST_SHOWN = 80;

  private final ProblemType type;
  private final String detail;

  Problem(ProblemType type, String detail) {
    super(detail);
    this.type = type;
    this.detail = detail;
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
}
