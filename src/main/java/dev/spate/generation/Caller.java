package dev.spate.generation;

/// Who is asking. A stream belongs to its caller: to another it doesn't exist.
public record Caller(String name) {
  /// Everybody, while no access keys are asked for.
  public static final Caller ANYONE = new Caller("");
}
