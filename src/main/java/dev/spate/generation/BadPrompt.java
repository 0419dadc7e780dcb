package dev.spate.generation;

/// A prompt that can't be answered as it is. The message names the field, its value and the mend:
/// `'simulate.jitter' is 'much': it must be none, uniform or lognormal`.
public final class BadPrompt extends RuntimeException {
  public BadPrompt(String message) {
    super(message);
  }
}
