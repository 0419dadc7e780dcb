package dev.spate.simulation;

import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Prompt;
import java.util.Optional;

/// `echo` is a generator as any other.
class EchoTest implements GeneratorContract {
  @Override
  public Generator generator() {
    var settings = GivenSettings.of("first-piece", "1ms", "tokens-per-second", "20");
    return new Simulator(new Echo(), Panel.speaking(settings));
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(prompt("and on ".repeat(1_000)));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(Prompts.simulate("7"));
  }
}
