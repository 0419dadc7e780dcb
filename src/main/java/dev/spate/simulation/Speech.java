package dev.spate.simulation;

import static dev.spate.stream.StreamEvent.Reason.STOP;

import dev.spate.generation.Prompt;
import dev.spate.generation.Step;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The schedule of a simulator: says one text after the other at its pace, and finishes.
final class Speech implements Iterator<Step> {
  private final Iterator<String> texts;
  private final Pace pace;
  private final InputCount input;
  private long said;
  private boolean finished;

  Speech(Prompt prompt, Iterator<String> texts, Pace pace) {
    this.texts = texts;
    this.pace = pace;
    this.input = InputCount.of(prompt);
  }

  @Override
  public boolean hasNext() {
    return !finished;
  }

  @Override
  public Step next() {
    if (finished) throw new NoSuchElementException();
    if (!texts.hasNext()) {
      finished = true;
      var usage = new Usage(input.tokens(), said, input.estimated());
      return new Step.Finish(Duration.ZERO, new Finished(STOP, usage));
    }
    var after = said++ == 0 ? pace.firstPiece() : pace.between();
    return new Step.Say(after, new Text(texts.next()));
  }
}
