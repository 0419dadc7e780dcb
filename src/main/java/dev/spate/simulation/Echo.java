package dev.spate.simulation;

import dev.spate.generation.Prompt;
import dev.spate.generation.Scheduled;
import dev.spate.generation.Step;
import java.util.Iterator;

/// Says the latest message back, token by token.
record Echo(Pace pace) implements Scheduled {

  @Override
  public Iterator<Step> steps(Prompt prompt) {
    return new Speech(prompt, new Tokens(prompt.latest().text()), pace);
  }
}
