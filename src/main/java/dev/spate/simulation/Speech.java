package dev.spate.simulation;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;

import dev.spate.generation.Prompt;
import dev.spate.generation.Step;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.EventReader.Line;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// The schedule of an answer: gives each line its time, counts the tokens, and finishes.
final class Speech implements Iterator<Step> {
  private final Iterator<Line> lines;
  private final Pace pace;
  private final long mostTokens;
  private final InputCount input;
  private Duration at = Duration.ZERO; // which the last step is planned for
  private boolean spoken;
  private long tokens;
  private boolean ended;

  Speech(Prompt prompt, Iterator<Line> lines, Knobs knobs) {
    this.lines = lines;
    this.pace = knobs.pace();
    this.mostTokens = knobs.mostTokens();
    this.input = InputCount.of(prompt);
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Step next() {
    if (ended) throw new NoSuchElementException();
    if (!lines.hasNext()) return finish(Duration.ZERO, STOP);
    var line = lines.next();
    return switch (line.event()) {
      case Piece piece when isTooMuch(piece) -> finish(Duration.ZERO, LENGTH);
      case Piece piece -> say(line, piece);
      case Finished finished -> finish(delay(line, () -> Duration.ZERO), finished.reason());
      case Failed failed -> {
        ended = true;
        yield new Step.Fail(delay(line, () -> Duration.ZERO), failed.failure());
      }
      case Started _ -> throw new IllegalStateException("an answer has no beginning in it");
    };
  }

  private boolean isTooMuch(Piece piece) {
    return tokens == mostTokens && piece.isToken();
  }

  private Step say(Line line, Piece piece) {
    var delay = delay(line, this::paced);
    spoken = true;
    if (piece.isToken()) tokens++;
    return new Step.Say(delay, piece);
  }

  private Duration paced() {
    return spoken ? pace.next() : pace.first();
  }

  /// Until the line's own time, if that is yet to come; of one that has none, `otherwise`.
  private Duration delay(Line line, Supplier<Duration> otherwise) {
    var delay =
        line.ms().isPresent()
            ? Duration.ofMillis(line.ms().getAsLong()).minus(at)
            : otherwise.get();
    if (delay.isNegative()) return Duration.ZERO;
    at = at.plus(delay);
    return delay;
  }

  private Step finish(Duration after, Reason reason) {
    ended = true;
    return new Step.Finish(
        after, new Finished(reason, new Usage(input.tokens(), tokens, input.estimated())));
  }
}
