package dev.spate.openai;

import dev.spate.generation.Burst;
import dev.spate.generation.Presence;
import dev.spate.http.Dialect.Told;
import dev.spate.http.Driver;
import dev.spate.http.EarlyFailure;
import dev.spate.http.HeldReply;
import dev.spate.http.Streams;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamLog.Batch;
import dev.spate.wire.SseFrames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/// What a request gets of a stream in OpenAI's dialect: its chunks as they come, or the completion
/// once it is whole.
///
/// @param heartbeat how long nothing may be sent
/// @param commitDelay how long the status waits for what becomes of the stream
record CompletionReplies(Streams streams, Duration heartbeat, Duration commitDelay) {
  private static final String SSE = "text/event-stream; charset=utf-8";
  private static final String JSON = "application/json";
  private static final Duration A_WHILE = Duration.ofHours(1);

  /// A client that is told to wait for longer doesn't wait at all, or for hours.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /// The chunks that lie after `position`, to whoever is present.
  void sendChunks(Presence presence, long position, ChunkOptions options, ServerResponse response) {
    try (presence) {
      var id = presence.stream();
      var log = streams.log(id);
      var chunks =
          new Driver(log, new ChunkFormat(id, options), new SseFrames(), heartbeat, position);
      HeldReply.send(presence, response, chunks(chunks, log, position));
    }
  }

  private HeldReply.Body chunks(Driver chunks, StreamLog log, long position) {
    return reply -> {
      var failure = failure(log, position);
      if (failure.isPresent()) sendFailure(failure.get(), reply);
      else reply.follow(SSE, chunks);
    };
  }

  /// Who goes on had the status before.
  private Optional<Failure> failure(StreamLog log, long position) throws InterruptedException {
    return position == StreamLog.START ? EarlyFailure.of(log, commitDelay) : Optional.empty();
  }

  /// All of it, once it is whole, to whoever is present.
  void sendWhole(Presence presence, ServerResponse response) {
    try (presence) {
      var log = streams.log(presence.stream());
      HeldReply.send(presence, response, whole(new Completion(presence.stream()), log));
    }
  }

  private static HeldReply.Body whole(Completion completion, StreamLog log) {
    return reply -> {
      await(completion, log);
      var failure = completion.failure();
      if (failure.isPresent()) sendFailure(failure.get(), reply);
      else reply.send(new Told(200, JSON, completion.json()));
    };
  }

  private static void await(Completion completion, StreamLog log) throws InterruptedException {
    long position = StreamLog.START;
    Batch batch;
    do {
      batch = log.read(position, A_WHILE);
      batch.entries().forEach(completion::add);
      position += batch.entries().size(); // positions are dense
      if (batch.entries().size() >= Burst.MOST) Burst.giveWay();
    } while (!batch.last());
  }

  private static void sendFailure(Failure failure, HeldReply reply) {
    var wait = failure.retryAfter();
    wait.ifPresent(w -> reply.header("Retry-After", Long.toString(secondsToWait(w))));
    boolean tooLong = wait.filter(w -> w.compareTo(LONGEST_WAIT) > 0).isPresent();
    if (tooLong || !failure.retryable()) reply.header("x-should-retry", "false");
    reply.send(new Told(failure.status(), JSON, ErrorObject.of(failure).json()));
  }

  private static long secondsToWait(Duration wait) {
    return Math.clamp(wait.plusMillis(999).toSeconds(), 1, LONGEST_WAIT.toSeconds());
  }
}
