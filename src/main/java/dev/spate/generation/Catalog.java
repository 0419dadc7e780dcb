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

  /// What can be asked of `model`.
  ///
  /// @throws UnknownModel if nobody answers for it
  /// @throws UnlistedModel if that is not known yet
  public ModelCard card(String model) {
    return part(model).card(model).obeying(Bounds.PARAMETERS);
  }

  /// Whether some answer by a secret of the operator's.
  public boolean hasKey() {
    return parts.stream().anyMatch(Models::hasKey);
  }

  /// @throws UnknownModel if nobody answers for it
  /// @throws UnlistedModel if that is not known yet
  Generator find(String model) {
    return part(model).find(model).orElseThrow(() -> unknown(model));
  }

  private Models part(String model) {
    return parts.stream()
        .filter(part -> part.find(model).isPresent())
        .findFirst()
        .orElseThrow(() -> unknown(model));
  }

  private RuntimeException unknown(String model) {
    return parts.stream()
        .flatMap(part -> part.missingFor(model).stream())
        .findFirst()
        .<RuntimeException>map(UnlistedModel::new)
        .orElseGet(() -> new UnknownModel(model, names()));
  }

  @Override
  public void close() {
    parts.forEach(Models::close);
  }
}
