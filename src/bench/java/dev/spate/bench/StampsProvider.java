package dev.spate.bench;

import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;

/// Makes models that say stamps: `{type: bench}`.
public final class StampsProvider implements GeneratorProvider {
  @Override
  public String type() {
    return "bench";
  }

  @Override
  public Models open(String name, Settings settings) {
    return Models.of(name, new Stamps(), ModelCard.of(type()));
  }
}
