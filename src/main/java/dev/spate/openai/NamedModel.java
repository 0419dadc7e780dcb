package dev.spate.openai;

import dev.spate.generation.Generator;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import java.util.List;
import java.util.Optional;

/// The one model that some upstreams answer for.
record NamedModel(String name, OpenAiGenerator generator, List<Upstream> upstreams)
    implements Models {
  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public Optional<Generator> find(String model) {
    return model.equals(name) ? Optional.of(generator) : Optional.empty();
  }

  @Override
  public ModelCard card(String model) {
    return OpenAiProvider.CARD;
  }

  @Override
  public boolean hasKey() {
    return upstreams.stream().anyMatch(Upstream::hasKey);
  }

  @Override
  public void close() {
    upstreams.forEach(Upstream::close);
  }
}
