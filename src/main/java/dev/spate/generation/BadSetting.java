package dev.spate.generation;

/// A setting that can't be used. Its message is one line that names key, value and mend.
public final class BadSetting extends RuntimeException {
  public BadSetting(String message) {
    super(message);
  }
}
