package dev.spate.wire;

/// A text is no JSON, or not the JSON that is asked for. The message goes on where the text's name
/// ends: `is not JSON: …`.
public final class BadJson extends RuntimeException {
  public BadJson(String message) {
    super(message);
  }
}
