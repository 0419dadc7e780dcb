package dev.spate.generation;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A scheduled answer at play. It waits on the wheel, and says there what is due. What would hold
/// up others there, to begin or to say much at once, it does on a virtual thread.
final class Play implements Work, Wheel.Task {
  private final String name;
  private final Scheduled generator;
  private final Prompt prompt;
  private final Output output;
  private final Ending ending;
  private final Wheel wheel;
  private long dueNanos;
  private @Nullable Iterator<Step> steps;
  private @Nullable Step next; // taken, and not yet done
  private volatile boolean interrupted;

  Play(String name, Scheduled generator, Prompt prompt, Output output, Ending ending, Wheel wheel) {
    this.name = name;
    this.generator = generator;
    this.prompt = prompt;
    this.output = output;
    this.ending = ending;
    this.wheel = wheel;
  }

  /// What remains to be done after a burst.
  private enum Rest {
    WAIT,
    GO_ON,
    NOTHING
  }

  @Override
  public void start() {
    Thread.ofVirtual().name(name).start(this::goOn);
  }

  @Override
  public void interrupt() {
    interrupted = true;
    wheel.remove(this);
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public boolean takeTurn() {
    var rest = playBurst();
    if (rest == Rest.GO_ON) Thread.ofVirtual().name(name).start(this::goOn);
    return rest == Rest.WAIT;
  }

  private void goOn() {
    var rest = playBurst();
    while (rest == Rest.GO_ON) {
      try {
        Burst.giveWay();
      } catch (InterruptedException _) {
        // by nobody
      }
      rest = playBurst();
    }
    if (rest == Rest.WAIT) wheel.add(this);
    if (interrupted) wheel.remove(this); // it may not have been there when that was asked for
  }

  private Rest playBurst() {
    try {
      return play();
    } catch (Throwable e) { // others are played by the same thread
      ending.breakOff(e);
      return Rest.NOTHING;
    }
  }

  private Rest play() throws InterruptedException {
    if (steps == null) {
      steps = generator.steps(prompt);
      dueNanos = System.nanoTime(); // the first step counts from now
    }
    for (int i = 0; i < Burst.MOST; i++) {
      if (next == null) {
        next = steps.next();
        dueNanos += next.after().toNanos();
      }
      if (dueNanos - System.nanoTime() > 0) return Rest.WAIT;
      switch (next) {
        case Step.Say say -> output.write(say.piece());
        case Step.Finish finish -> {
          ending.finish(finish.finished());
          return Rest.NOTHING;
        }
        case Step.Fail fail -> throw new GenerationFailed(fail.failure());
      }
      next = null;
    }
    return Rest.GO_ON;
  }
}
