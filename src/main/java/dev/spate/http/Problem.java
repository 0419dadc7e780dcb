package dev.spate.http;

/// Why a request can't be answered. Each [Dialect] tells it in its own form.
public final class Problem extends RuntimeException {
  private final ProblemType type;
  private final String detail;

  Problem(ProblemType type, String detail) {
    super(detail);
    this.type = type;
    this.detail = detail;
  }

  public ProblemType type() {
    return type;
  }

  /// The value that is wrong, and the mend.
  public String detail() {
    return detail;
  }
}
