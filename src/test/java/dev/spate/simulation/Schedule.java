package dev.spate.simulation;

import static java.util.stream.Collectors.joining;

import dev.spate.generation.Prompt;
import dev.spate.generation.Step;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a simulator plans to do: without a clock, all at once.
record Schedule(List<Step> steps) {

  static Schedule of(Answer answer, Prompt prompt) {
    return of(answer, Panel.speaking(GivenSettings.of()), prompt);
  }

  static Schedule of(Answer answer, Panel panel, Prompt prompt) {
    return of(new Simulator(answer, panel), prompt);
  }

  static Schedule of(Simulator simulator, Prompt prompt) {
    var steps = new ArrayList<Step>();
    simulator.steps(prompt).forEachRemaining(steps::add);
    return new Schedule(steps);
  }

  /// When each step is due, in milliseconds from the start.
  List<Long> times() {
    var times = new ArrayList<Long>();
    var at = Duration.ZERO;
    for (var step : steps) {
      at = at.plus(step.after());
      times.add(at.toMillis());
    }
    return times;
  }

  List<Piece> pieces() {
    return steps.stream()
        .filter(Step.Say.class::isInstance)
        .map(step -> ((Step.Say) step).piece())
        .toList();
  }

  /// What a reader would see.
  String text() {
    return pieces().stream()
        .filter(Text.class::isInstance)
        .map(piece -> ((Text) piece).text())
        .collect(joining());
  }

  Step last() {
    return steps.getLast();
  }
}
