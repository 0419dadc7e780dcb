package dev.spate.stream;

/// The log has its end already, so nothing can be appended. Normal for whoever comes second.
public final class StreamEnded extends RuntimeException {
  public StreamEnded() {
    super("the stream has ended");
  }
}
