package dev.spate.generation;

import dev.spate.stream.StreamEvent.Piece;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// A scheduled generator whose answers keep within bounds that it need not know: what is held back
/// is said with the step that shows that it is harmless.
record BoundedSchedule(Scheduled generator, Bounds bounds) implements Scheduled {

  @Override
  public void check(Prompt prompt) {
    generator.check(prompt);
  }

  @Override
  public Iterator<Step> steps(Prompt prompt) {
    return new BoundedSteps(generator.steps(prompt), bounds);
  }

  private static final class BoundedSteps implements Iterator<Step> {
    private final Iterator<Step> steps;
    private final Deque<Step> ready = new ArrayDeque<>();
    private final BoundedOutput output;
    private Duration after = Duration.ZERO; // the step that was made ready last

    BoundedSteps(Iterator<Step> steps, Bounds bounds) {
      this.steps = steps;
      this.output = new BoundedOutput(this::say, bounds);
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty() || steps.hasNext();
    }

    @Override
    public Step next() {
      while (ready.isEmpty()) take(steps.next());
      return ready.remove();
    }

    private void take(Step step) {
      after = after.plus(step.after());
      try {
        switch (step) {
          case Step.Say(var _, var piece) -> output.write(piece);
          case Step.Finish(var _, var finished) -> {
            output.flush();
            ready.add(new Step.Finish(after, finished));
          }
          case Step.Fail(var _, var failure) -> {
            output.flush();
            ready.add(new Step.Fail(after, failure));
          }
        }
      } catch (BoundedOutput.Reached _) {
        ready.add(new Step.Finish(after, output.end().orElseThrow()));
      } catch (InterruptedException e) {
        throw new IllegalStateException("nothing here waits", e);
      }
    }

    private void say(Piece piece) {
      ready.add(new Step.Say(after, piece));
      after = Duration.ZERO;
    }
  }
}
