package dev.spate.process;

import dev.spate.generation.Generator;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import java.util.List;
import java.util.Optional;

/// The one model that a command answers for.
record CommandModel(String name, Command command) implements Models {
  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public Optional<Generator> find(String model) {
    return model.equals(name) ? Optional.of(command) : Optional.empty();
  }

  @Override
  public ModelCard card(String model) {
    return ModelCard.of(ProcessProvider.TYPE);
  }

  @Override
  public void close() {
    command.close();
  }
}
