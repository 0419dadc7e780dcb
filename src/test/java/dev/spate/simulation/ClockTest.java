package dev.spate.simulation;

import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Prompt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// `clock` is a generator as any other. It is silent for an hour where it is to be cancelled.
class ClockTest implements GeneratorContract {
  /// So that it says the same each time.
  private static final InstantSource STOPPED =
      InstantSource.fixed(Instant.parse("2026-11-24T09:41:00Z"));

  @Override
  public Generator generator() {
    var panel = ClockProvider.panel(GivenSettings.of("every", "1ms", "times", "3"));
    return new Simulator(new Clock(STOPPED), panel);
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(Prompts.simulate("{\"everyMs\":3600000}"));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(Prompts.simulate("7"));
  }
}
