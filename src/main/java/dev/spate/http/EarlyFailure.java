package dev.spate.http;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamLog.Batch;
import java.time.Duration;
import java.util.Optional;

/// How a stream failed that has said nothing before: what the status of a reply can still tell.
public final class EarlyFailure {
  private EarlyFailure() {}

  /// Waits until there is a text, reasoning, a tool call or an end, but at most for so long; then
  /// the stream counts as begun.
  public static Optional<Failure> of(StreamLog log, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    long position = StreamLog.START;
    Batch batch;
    do {
      batch = log.read(position, Duration.ofNanos(deadline - System.nanoTime()));
      for (var entry : batch.entries()) {
        switch (entry.event()) {
          case Started _, Extra _ -> position = entry.position();
          case Text _, Reasoning _, ToolCall _, Finished _ -> {
            return Optional.empty();
          }
          case Failed(var failure, _) -> {
            return Optional.of(failure);
          }
        }
      }
    } while (!batch.entries().isEmpty());
    return Optional.empty();
  }
}
