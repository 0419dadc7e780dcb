package dev.spate.wire;

/// The body of a request is no prompt. Its message names the field and the mend.
public final class BadPrompt extends RuntimeException {
  BadPrompt(String message) {
    super(message);
  }
}
