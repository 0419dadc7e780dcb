package dev.spate.openai;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Output;
import dev.spate.openai.AttemptFailed.Mend;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Started;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One request for an answer, on the thread that waits for it. Until its first token it can fail
/// without anybody's noticing.
final class Attempt {
  private static final System.Logger LOGGER = System.getLogger(Attempt.class.getName());
  private static final int MOST_ERROR_BYTES = 64 << 10;
  private static final Duration LAST_BYTES = Duration.ofSeconds(2); // of an error, or with usage

  private final Upstream upstream;
  private final UpstreamCall call;
  private final Circuit.Permit permit;
  private final HeldOutput output;
  private final Optional<Limit> firstPiece;

  /// @param firstPiece aborts `call`, if another could be asked
  Attempt(
      Upstream upstream,
      UpstreamCall call,
      Circuit.Permit permit,
      Output output,
      Optional<Limit> firstPiece) {
    this.upstream = upstream;
    this.call = call;
    this.permit = permit;
    this.output = new HeldOutput(output, this::begin);
    this.firstPiece = firstPiece;
  }

  /// @throws AttemptFailed if it failed before its first token
  /// @throws GenerationFailed if it failed after that
  Finished run() throws InterruptedException {
    try {
      int status = call.send();
      if (status != 200) throw failed(refusal(status));
      return read(new UpstreamAnswer(call.body(), upstream.mostBytes(), upstream.secrets()));
    } catch (IOException e) {
      if (Thread.interrupted()) throw new InterruptedException();
      throw failed(UpstreamFailures.unanswered(e), e.toString());
    }
  }

  private Finished read(UpstreamAnswer answer) throws InterruptedException {
    Limit last = null;
    try {
      while (true) {
        for (var event : answer.next()) {
          switch (event) {
            case Started _ -> {} // which is ours to say
            case Piece piece -> output.write(piece);
            case Failed(var failure, var _) -> throw failed(failure);
            case Finished finished -> {
              output.begin();
              call.release();
              return finished;
            }
          }
        }
        if (last == null && answer.hasFinished()) last = call.within(LAST_BYTES);
      }
    } finally {
      if (last != null) last.close();
    }
  }

  /// Right before the first token.
  private void begin() {
    if (isTooLate()) throw tooSlow();
    permit.succeeded();
  }

  private boolean isTooLate() {
    return firstPiece.isPresent() && !firstPiece.get().meet();
  }

  private RuntimeException failed(Failure failure) {
    // an upstream's own message may have a prompt in it
    boolean isTheirs =
        failure.code().equals(UpstreamFailures.ERROR) && !failure.equals(UpstreamFailures.REFUSED);
    return failed(failure, isTheirs ? "status " + failure.status() : failure.message());
  }

  /// `why` is for the log.
  private RuntimeException failed(Failure failure, String why) {
    if (output.hasBegun()) return new GenerationFailed(failure);
    if (isTooLate()) return tooSlow();
    if (isIll(failure)) permit.failed();
    else permit.succeeded();
    var failed = new AttemptFailed(failure);
    if (failed.mend() != Mend.NOWHERE) log(failure, why);
    return failed;
  }

  private AttemptFailed tooSlow() {
    permit.failed();
    var failure = UpstreamFailures.slow(upstream.firstPiece());
    log(failure, failure.message());
    return new AttemptFailed(failure, Mend.ELSEWHERE);
  }

  private void log(Failure failure, String why) {
    LOGGER.log(
        WARNING,
        "{0}: {1}: {2}",
        upstream.name(),
        failure.code(),
        upstream.secrets().redacted(why));
  }

  /// Whether it says something about the upstream rather than about the prompt, the key or the
  /// rate.
  private static boolean isIll(Failure failure) {
    return failure.code().equals(UpstreamFailures.INVALID)
        || (failure.retryable() && failure.status() != 409 && failure.status() != 429);
  }

  /// What another status than 200 stands for.
  private Failure refusal(int status) {
    if (status < 400) return UpstreamFailures.invalid("status " + status);
    var retryAfter = RetryAfter.of(call::header, Instant.now());
    return UpstreamError.of(status, errorBody(), retryAfter, upstream.secrets());
  }

  private String errorBody() {
    try (var _ = call.within(LAST_BYTES)) {
      return new String(call.body().readNBytes(MOST_ERROR_BYTES), UTF_8);
    } catch (IOException _) {
      return ""; // it came to nothing
    }
  }
}
