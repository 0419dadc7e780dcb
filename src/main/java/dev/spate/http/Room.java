package dev.spate.http;

import static dev.spate.http.ProblemType.TOO_MANY_BODIES;

import java.util.concurrent.Semaphore;

/// Room for the bodies of all requests that are being read, in parts.
final class Room {
  static final int PART_BYTES = 16 * 1024;

  private final Semaphore parts;

  Room(long bytes) {
    long most = bytes / PART_BYTES + 1; // the last finds the end
    this.parts = new Semaphore((int) Math.min(most, Integer.MAX_VALUE));
  }

  /// @throws Problem if there are not so many now
  void take(int parts) {
    if (!this.parts.tryAcquire(parts)) {
      throw TOO_MANY_BODIES.because("other requests are being read: send it again later");
    }
  }

  void give(int parts) {
    this.parts.release(parts);
  }
}
