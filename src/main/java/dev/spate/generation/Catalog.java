package dev.spate.generation;

import java.util.List;

/// Every model that a caller can ask for, over all parts of the configuration.
///
/// @param defaultModel answers a prompt that names none
public record Catalog(List<Models> parts, String defaultModel) implements AutoCloseable {
  public Catalog {
    parts = List.copyOf(parts);
  }

  public List<String> names() {
    return parts.stream().flatMap(part -> part.names().stream()).toList();
  }

  /// @throws UnknownModel if nobody answers for it
  Generator find(String model) {
    return parts.stream()
        .flatMap(part -> part.find(model).stream())
        .findFirst()
        .orElseThrow(() -> new UnknownModel(model, names()));
  }

  @Override
  public void close() {
    parts.forEach(Models::close);
  }
}
