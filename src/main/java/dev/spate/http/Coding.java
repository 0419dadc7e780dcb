package dev.spate.http;

import java.nio.file.Path;
import java.util.stream.Stream;

/// How a body is compressed on its way (RFC 9110 §8.4.1), the tightest first.
enum Coding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz"),
  IDENTITY("identity", "");

  private final String token;
  private final String suffix;

  Coding(String token, String suffix) {
    this.token = token;
    this.suffix = suffix;
  }

  /// As `Content-Encoding` says it.
  String token() {
    return token;
  }

  /// What the name of a file ends in that is so compressed.
  String suffix() {
    return suffix;
  }

  static Coding of(Path file) {
    var name = file.toString();
    return Stream.of(values()).filter(c -> name.endsWith(c.suffix)).findFirst().orElseThrow();
  }
}
