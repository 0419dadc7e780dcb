package dev.spate.simulation;

import dev.spate.generation.Step;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// A schedule that breaks off at its fault.
final class FaultySteps implements Iterator<Step> {
  private final Iterator<Step> steps;
  private final Fault fault;
  private long pieces;
  private Duration at = Duration.ZERO;
  private boolean broken;

  FaultySteps(Iterator<Step> steps, Fault fault) {
    this.steps = steps;
    this.fault = fault;
  }

  @Override
  public boolean hasNext() {
    return !broken && steps.hasNext();
  }

  @Override
  public Step next() {
    if (!hasNext()) throw new NoSuchElementException();
    if (fault.isDue(pieces)) return breakOff(Duration.ZERO);
    var step = steps.next();
    var due = at.plus(step.after());
    if (fault.isDue(due)) return breakOff(fault.after().minus(at));
    at = due;
    if (step instanceof Step.Say) pieces++;
    return step;
  }

  private Step breakOff(Duration delay) {
    broken = true;
    return fault.step(delay);
  }
}
