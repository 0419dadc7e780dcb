package dev.spate.bench;

import dev.spate.generation.Prompt;
import dev.spate.generation.Scheduled;
import dev.spate.generation.Step;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.time.Duration;
import java.util.Iterator;

/// Says stamps, by the plan that the prompt is.
final class Stamps implements Scheduled {

  @Override
  public Iterator<Step> steps(Prompt prompt) {
    return new Steps(Plan.parse(prompt.latest().text()), System.nanoTime());
  }

  /// One stream's. An unpaced one plans each token for when it is asked for it.
  private static final class Steps implements Iterator<Step> {
    private final Plan plan;
    private final Duration period;
    private final String padding;
    private final long start;
    private int said;

    Steps(Plan plan, long start) {
      this.plan = plan;
      this.period = Duration.ofNanos(plan.period());
      this.padding = "x".repeat(plan.padding());
      this.start = start;
    }

    @Override
    public boolean hasNext() {
      return said <= plan.tokens();
    }

    @Override
    public Step next() {
      var after = said == 0 ? Duration.ZERO : period;
      long planned = plan.period() == 0 ? System.nanoTime() : start + said * plan.period();
      said++;
      if (said > plan.tokens()) return new Step.Finish(Duration.ZERO, finished());
      return new Step.Say(after, new Text(Stamp.text(said, planned) + padding));
    }

    private Finished finished() {
      return new Finished(Reason.STOP, new Usage(1, plan.tokens(), true));
    }
  }
}
