package dev.spate.simulation;

import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Prompt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// `clock` is a generator as any other. It is silent for an hour where it is to be cancelled.
class ClockTest implements GeneratorContract {
  private static final String FOREVER = "Forever";

  @Override
  public Generator generator() {
    var brief = clock(Duration.ofMillis(1), 3);
    var endless = clock(Duration.ofHours(1), Long.MAX_VALUE);
    return (prompt, output) ->
        (prompt.latest().text().equals(FOREVER) ? endless : brief).generate(prompt, output);
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(prompt(FOREVER));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(new Prompt("m", prompt("Hi").messages(), Map.of("simulate", "7")));
  }

  private static Clock clock(Duration every, long times) {
    return new Clock(every, times, InstantSource.system());
  }
}
