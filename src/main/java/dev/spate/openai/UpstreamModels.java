package dev.spate.openai;

import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import java.util.List;
import java.util.Map;

/// Models that some upstreams answer for.
sealed interface UpstreamModels extends Models permits NamedModel, ListedModels {
  /// What most of them obey. What else a prompt has, they get all the same.
  ModelCard CARD =
      new ModelCard(
          OpenAiProvider.TYPE, List.of("temperature", "top_p", "seed"), Map.of(), List.of());

  /// At least one, in order of fallback.
  List<Upstream> upstreams();

  @Override
  default ModelCard card(String model) {
    return CARD;
  }

  @Override
  default boolean hasKey() {
    return upstreams().stream().anyMatch(Upstream::hasKey);
  }

  @Override
  default void close() {
    upstreams().forEach(Upstream::close);
  }
}
