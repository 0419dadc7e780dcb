package dev.spate.http;

/// How problems are told to clients of a protocol that has a form of its own for them.
public interface Dialect {

  /// Whether its clients are those who use `path`, known or not: `/v1/models/nope`.
  boolean isSpokenAt(String path);

  Told tell(Problem problem);

  /// What to say of a path that there isn't.
  ///
  /// @param paths those that there are
  String ofUnknown(String path, String paths);

  /// What becomes of the response.
  ///
  /// @param type its `Content-Type`
  record Told(int status, String type, String body) {}
}
