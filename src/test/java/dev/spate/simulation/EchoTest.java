package dev.spate.simulation;

import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Prompt;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// `echo` is a generator as any other.
class EchoTest implements GeneratorContract {
  @Override
  public Generator generator() {
    return new Echo(new Pace(Duration.ofMillis(1), Duration.ofMillis(50)));
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(prompt("and on ".repeat(1_000)));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(new Prompt("m", prompt("Hi").messages(), Map.of("simulate", "7")));
  }
}
