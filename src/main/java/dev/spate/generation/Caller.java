package dev.spate.generation;

/// Who is asking. A stream is listed to its caller; so far every other request is anyone's.
public record Caller(String name) {
  /// Everybody, while no access keys are asked for.
  public static final Caller ANYONE = new Caller("");
}
