package dev.spate.generation;

import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamLog;
import java.util.concurrent.atomic.AtomicLong;

/// A generator's output: into the log of its stream, counted, and no further than the limits.
final class LoggedOutput implements Output {
  private static final int BURST = 32;

  private final StreamLog log;
  private final Generations.Limits limits;
  private final AtomicLong pieces = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private long chars; // only the generator's thread counts

  LoggedOutput(StreamLog log, Generations.Limits limits) {
    this.log = log;
    this.limits = limits;
  }

  @Override
  @SuppressWarnings(
      "ThreadPriorityCheck") // virtual threads are not time-sliced: yield, or starve all
  public void write(Piece piece) throws InterruptedException {
    if (pieces.get() + 2 >= limits.events()) { // with `Started` before it, and room for the end
      throw new GenerationFailed(Failures.streamFull(limits.events() + " events"));
    }
    if (chars + piece.chars() > limits.chars()) {
      throw new GenerationFailed(Failures.streamFull(limits.chars() + " characters"));
    }
    log.append(piece);
    chars += piece.chars();
    if (!(piece instanceof Extra)) tokens.incrementAndGet();
    if (pieces.incrementAndGet() % BURST == 0) Thread.yield();
  }

  long pieces() {
    return pieces.get();
  }

  /// What the stream cost so far, for an end that its generator did not write.
  Usage estimate() {
    return new Usage(0, tokens.get(), true);
  }
}
