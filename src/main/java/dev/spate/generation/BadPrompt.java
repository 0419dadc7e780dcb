package dev.spate.generation;

/// A prompt that can't be answered as it is. The message names the field, its value and the mend:
/// `'simulate.jitter' is 'much': it must be none, uniform or lognormal`.
public final class BadPrompt extends RuntimeException {
  private final String field;

  public BadPrompt(String message) {
    super(message);
    this.field = "";
  }

  /// @param field where in the prompt: `simulate.jitter`
  /// @param fault what is wrong with it: `is 'much': it must be none, uniform or lognormal`
  public BadPrompt(String field, String fault) {
    super("'" + field + "' " + fault);
    this.field = field;
  }

  /// Where in the prompt, or `""` if it was not said.
  public String field() {
    return field;
  }
}
