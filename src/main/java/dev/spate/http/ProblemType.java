package dev.spate.http;

import java.util.Locale;

/// What can be wrong with a request. docs/PROTOCOL.md lists each with its mend.
public enum ProblemType {
  BAD_REQUEST(400, "The request is malformed"),
  BAD_PROMPT(400, "The body is not a prompt"),
  UNKNOWN_MODEL(400, "There is no such model"),
  BAD_PARAMETER(400, "A header or a parameter of the address can't be used"),
  BAD_CURSOR(400, "There is nothing to go on from"),
  FOREIGN_HOST(403, "The request was meant for another host"),
  FOREIGN_ORIGIN(403, "Another site's page may not do this"),
  NOT_FOUND(404, "There is nothing here"),
  NO_SUCH_STREAM(404, "There never was such a stream"),
  METHOD_NOT_ALLOWED(405, "The path doesn't have this method"),
  NOT_ACCEPTABLE(406, "None of the accepted types can be sent"),
  HEADER_TOO_SLOW(408, "The headers came too slowly"),
  BODY_TOO_SLOW(408, "The body came too slowly"),
  STREAM_FORGOTTEN(410, "The stream is forgotten"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_TYPE(415, "The type of the body is not understood"),
  KEY_REUSED(422, "The key stands for another body"),
  BROKEN(500, "The gateway has a bug"),
  SHUTTING_DOWN(503, "The gateway is shutting down"),
  TOO_MANY_BODIES(503, "Too many requests are being read at once"),
  TOO_MANY_READERS(503, "The stream has as many readers as it may"),
  MODELS_UNLISTED(503, "It is not known yet whether there is such a model"),
  STORE_FULL(503, "There is no room for another stream now"),
  HTTP_VERSION(505, "Only HTTP/1.1 is spoken here");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  /// Whether what the client sends next can't be understood any more.
  boolean endsConnection() {
    return this == BAD_REQUEST || this == TOO_MANY_BODIES;
  }

  /// Whether the same request may well be answered later.
  boolean retryable() {
    return status == 503 || status == 408;
  }

  /// `urn:spate:bad-prompt`
  String uri() {
    return "urn:spate:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// To throw: this type's problem, with the value that is wrong and the mend in `detail`.
  public Problem because(String detail) {
    return new Problem(this, detail);
  }
}
