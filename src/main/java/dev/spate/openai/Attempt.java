package dev.spate.openai;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Output;
import dev.spate.openai.AttemptFailed.Remedy;
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
final class Attempt implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Attempt.class.getName());
  private static final int MOST_ERROR_BYTES = 64 << 10;
  private static final Duration LAST_BYTES = Duration.ofSeconds(2); // of an error, or with usage

  private final Upstream upstream;
  private final UpstreamCall call;
  private final Circuit.Permit permit;
  private final Output output;
  private final Optional<CallTimeout> firstPiece; // where another could be asked
  private final HeldPieces held = new HeldPieces();
  private boolean hasBegun; // to answer

  Attempt(
      Upstream upstream,
      UpstreamCall call,
      Circuit.Permit permit,
      Output output,
      boolean hasFallback) {
    this.upstream = upstream;
    this.call = call;
    this.permit = permit;
    this.output = output;
    this.firstPiece =
        hasFallback ? Optional.of(call.within(upstream.firstPiece())) : Optional.empty();
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

  @Override
  public void close() {
    firstPiece.ifPresent(CallTimeout::close);
  }

  private Finished read(UpstreamAnswer answer) throws InterruptedException {
    CallTimeout last = null;
    try {
      while (true) {
        for (var event : answer.next()) {
          switch (event) {
            case Started _ -> {} // which is ours to say
            case Piece piece -> write(piece);
            case Failed(var failure, var _) -> {
              if (hasBegun) throw brokenOff(failure);
              throw failed(failure);
            }
            case Finished finished -> {
              begin();
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

  private void write(Piece piece) throws InterruptedException {
    if (!hasBegun && held.hold(piece)) return;
    begin();
    output.write(piece);
  }

  /// From here on nothing can be taken back.
  private void begin() throws InterruptedException {
    if (hasBegun) return;
    if (!disarm()) throw tooSlow();
    permit.succeeded();
    hasBegun = true;
    held.passOn(output);
  }

  /// Whatever was waited for has come. False if that was too late.
  private boolean disarm() {
    return firstPiece.isEmpty() || firstPiece.get().disarm();
  }

  private GenerationFailed brokenOff(Failure failure) {
    log(failure, why(failure));
    return new GenerationFailed(failure);
  }

  private AttemptFailed failed(Failure failure) {
    return failed(failure, why(failure));
  }

  /// `why` is for the log.
  private AttemptFailed failed(Failure failure, String why) {
    if (!disarm()) return tooSlow();
    if (isIll(failure)) permit.failed();
    else permit.succeeded();
    var failed = new AttemptFailed(failure);
    if (failed.remedy() != Remedy.GIVE_UP) log(failure, why);
    return failed;
  }

  private AttemptFailed tooSlow() {
    permit.failed();
    var failure = UpstreamFailures.slow(upstream.firstPiece());
    log(failure, failure.message());
    return new AttemptFailed(failure, Remedy.FALL_BACK);
  }

  /// For the log: an upstream's own message may have a prompt in it.
  private static String why(Failure failure) {
    boolean isTheirs =
        failure.code().equals(UpstreamFailures.ERROR) && !failure.equals(UpstreamFailures.REFUSED);
    return isTheirs ? "status " + failure.status() : failure.message();
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
