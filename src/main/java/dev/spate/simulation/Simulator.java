package dev.spate.simulation;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.Models;
import dev.spate.generation.Prompt;
import dev.spate.generation.Scheduled;
import dev.spate.generation.Step;
import java.util.Iterator;

/// A generator that needs no model: says its answer as its panel and the prompt want it said.
record Simulator(Answer answer, Panel panel) implements Scheduled {

  /// Just this one, under `name`.
  Models named(String name, String type) {
    return Models.of(name, this, panel.card(type));
  }

  /// @throws BadPrompt if `simulate` or `max_tokens` is not as it must be
  @Override
  public void check(Prompt prompt) {
    panel.read(prompt);
  }

  @Override
  public Iterator<Step> steps(Prompt prompt) {
    var knobs = panel.read(prompt);
    return knobs.fault().in(new Speech(prompt, answer.lines(prompt, knobs), knobs));
  }
}
