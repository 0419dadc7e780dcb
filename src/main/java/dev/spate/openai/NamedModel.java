package dev.spate.openai;

import dev.spate.generation.Generator;
import java.util.List;
import java.util.Optional;

/// The one model that some upstreams answer for.
record NamedModel(String name, OpenAiGenerator generator, List<Upstream> upstreams)
    implements UpstreamModels {
  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public Optional<Generator> find(String model) {
    return model.equals(name) ? Optional.of(generator) : Optional.empty();
  }
}
