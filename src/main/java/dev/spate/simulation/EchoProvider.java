package dev.spate.simulation;

import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;

/// Makes models that say the prompt back: `{type: echo, first-piece: 200ms, tokens-per-second:
/// 30}`.
public final class EchoProvider implements GeneratorProvider {
  @Override
  public String type() {
    return "echo";
  }

  @Override
  public Models open(String name, Settings settings) {
    return new Simulator(new Echo(), Panel.speaking(settings)).named(name, type());
  }
}
