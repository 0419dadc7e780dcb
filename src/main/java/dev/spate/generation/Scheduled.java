package dev.spate.generation;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.spate.stream.StreamEvent.Finished;
import java.util.Iterator;

/// A generator whose timing is known beforehand: simulators and tapes.
public interface Scheduled extends Generator {

  /// The schedule of one answer. Its last step is the only `Finish` or `Fail`.
  Iterator<Step> steps(Prompt prompt);

  /// Sleeps through the schedule, by the absolute time of each step, so that delays don't add up.
  @Override
  default Finished generate(Prompt prompt, Output output) throws InterruptedException {
    var steps = steps(prompt);
    long due = System.nanoTime();
    while (true) {
      var step = steps.next();
      due += step.after().toNanos();
      NANOSECONDS.sleep(due - System.nanoTime());
      switch (step) {
        case Step.Say say -> output.write(say.piece());
        case Step.Finish finish -> {
          return finish.finished();
        }
        case Step.Fail fail -> throw new GenerationFailed(fail.failure());
      }
    }
  }
}
