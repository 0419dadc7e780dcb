package dev.spate.simulation;

import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Prompt;
import java.util.Optional;

/// `script` is a generator as any other.
class ScriptTest implements GeneratorContract {
  @Override
  public Generator generator() {
    var settings = GivenSettings.of("first-piece", "1ms", "tokens-per-second", "50");
    return new Simulator(new Script("One, two, and *three*."), Panel.speaking(settings));
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(Prompts.simulate("{\"fault\":{\"kind\":\"stall\",\"afterPieces\":2}}"));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(Prompts.simulate("{\"fault\":{\"kind\":\"fail\"}}"));
  }
}
