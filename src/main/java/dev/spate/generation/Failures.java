package dev.spate.generation;

import dev.spate.stream.Failure;
import java.util.Optional;

/// The failures that end any stream, whatever its generator. docs/PROTOCOL.md lists their codes.
final class Failures {
  static final Failure SHUTTING_DOWN =
      failure("shutting_down", "the gateway is shutting down", 503, true);

  static final Failure STORE_FULL = failure("store_full", "live streams fill the store", 503, true);

  static final Failure GENERATOR_BROKEN =
      failure("generator_broken", "the generator failed unexpectedly; see the log", 502, true);

  static final Failure FIRST_PIECE_TIMEOUT =
      failure(
          "first_piece_timeout", "nothing came within stream.first-piece of its start", 504, true);

  static final Failure BETWEEN_PIECES_TIMEOUT =
      failure("between_pieces_timeout", "nothing more came for stream.between-pieces", 504, true);

  static final Failure TOTAL_TIMEOUT =
      failure("total_timeout", "the answer took longer than stream.total", 504, true);

  private Failures() {}

  static Failure streamFull(String limit) {
    return failure("stream_full", "the stream has reached its limit of " + limit, 507, false);
  }

  private static Failure failure(String code, String message, int status, boolean retryable) {
    return new Failure(code, message, status, retryable, Optional.empty(), "");
  }
}
