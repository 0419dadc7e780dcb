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
  private final String model; // as the upstream calls it
  private final UpstreamCall call;
  private final Circuits.Permit permit;
  private final Output output;
  private final Optional<CallTimeout> firstPiece; // where another could be asked
  private final HeldPieces held = new HeldPieces();
  private boolean hasBegun; // to answer

  Attempt(
      Upstream upstream,
      String model,
      UpstreamCall call,
      Circuits.Permit permit,
      Output output,
      boolean hasFallback) {
    this.upstream = upstream;
    this.model = model;
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
      permit.reached();
      if (status != 200) throw refused(status);
      return read(new UpstreamAnswer(call.body(), upstream.mostBytes(), upstream.secrets()));
    } catch (IOException e) {
      if (Thread.interrupted()) throw new InterruptedException();
      if (UpstreamFailures.isOfConnecting(e)) permit.unreachable();
      throw failed(UpstreamFailures.unanswered(e), Complaint.of(e, upstream.endpoint()));
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
    log(Complaint.of(failure));
    return new GenerationFailed(failure);
  }

  private AttemptFailed failed(Failure failure) {
    return failed(failure, Complaint.of(failure));
  }

  private AttemptFailed failed(Failure failure, String complaint) {
    if (!disarm()) return tooSlow();
    if (isIll(failure)) permit.failed();
    else permit.succeeded();
    var failed = new AttemptFailed(failure);
    if (failed.remedy() != Remedy.GIVE_UP) log(complaint);
    return failed;
  }

  private AttemptFailed tooSlow() {
    permit.failed();
    var failure = UpstreamFailures.slow(upstream.firstPiece());
    log(failure.message());
    return new AttemptFailed(failure, Remedy.FALL_BACK);
  }

  /// A stream's thread has its name.
  private void log(String complaint) {
    var stream = Thread.currentThread().getName();
    LOGGER.log(
        WARNING,
        "{0}{1} ({2}, model {3}): {4}",
        stream.isEmpty() ? "" : "stream " + stream + ": ",
        upstream.name(),
        upstream.endpoint().host(),
        model,
        complaint);
  }

  /// Whether it says something about the upstream rather than about the prompt, the key or the
  /// rate.
  private static boolean isIll(Failure failure) {
    return failure.code().equals(UpstreamFailures.INVALID)
        || (failure.retryable() && failure.status() != 409 && failure.status() != 429);
  }

  /// By another status than 200.
  private AttemptFailed refused(int status) {
    var body = errorBody();
    return failed(refusal(status, body), Complaint.of(status, body, upstream.endpoint()));
  }

  private Failure refusal(int status, String body) {
    if (status < 400) return UpstreamFailures.invalid("status " + status);
    var retryAfter = RetryAfter.of(call::header, Instant.now());
    return UpstreamError.of(status, body, retryAfter, upstream.secrets());
  }

  private String errorBody() {
    try (var _ = call.within(LAST_BYTES)) {
      return new String(call.body().readNBytes(MOST_ERROR_BYTES), UTF_8);
    } catch (IOException _) {
      return ""; // it came to nothing
    }
  }
}
