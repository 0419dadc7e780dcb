package dev.spate.generation;

import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamLog;
import java.util.concurrent.atomic.AtomicLong;

/// What a running stream appends to its log: pieces, counted and within the limits, and its end.
final class LoggedOutput implements Output {
  private final StreamLog log;
  private final Generations.Limits limits;
  private final AtomicLong pieces = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private volatile long latestNanos;
  private long chars; // only whoever writes the pieces counts, one at a time

  LoggedOutput(StreamLog log, Generations.Limits limits) {
    this.log = log;
    this.limits = limits;
  }

  @Override
  public void write(Piece piece) throws InterruptedException {
    if (pieces.get() + 2 >= limits.events()) { // with `Started` before it, and room for the end
      throw new GenerationFailed(Failures.streamFull(limits.events() + " events"));
    }
    chars += piece.chars();
    if (chars > limits.chars()) {
      throw new GenerationFailed(Failures.streamFull(limits.chars() + " characters"));
    }
    if (piece.isToken()) tokens.incrementAndGet(); // before any reader sees it
    latestNanos = System.nanoTime();
    log.append(piece);
    pieces.incrementAndGet();
  }

  /// Any thread may call it.
  void end(End end) throws InterruptedException {
    log.append(end);
  }

  long pieces() {
    return pieces.get();
  }

  /// When the latest piece was written, by [System#nanoTime].
  long latestNanos() {
    return latestNanos;
  }

  /// What the stream cost so far, for an end that its generator did not write. It may count one
  /// piece that came too late.
  Usage estimate() {
    return new Usage(0, tokens.get(), true);
  }
}
