package dev.spate.generation;

import java.util.List;
import java.util.Optional;

/// The models that one part of the configuration brings. They may come and go while it is open.
public interface Models extends AutoCloseable {
  List<String> names();

  /// The generator that answers for `model`, or empty if it is none of these.
  Optional<Generator> find(String model);

  /// What can be asked of `model`, which is one of these.
  ModelCard card(String model);

  /// What has to come before it is known whether `model` is one of these, if anything has: `the
  /// list of generators.local`.
  default Optional<String> missingFor(String model) {
    return Optional.empty();
  }

  /// Whether they answer by a secret of the operator's, so that whoever can ask them spends it.
  default boolean hasKey() {
    return false;
  }

  @Override
  default void close() {}

  /// Just `generator`, under `name`.
  static Models of(String name, Generator generator, ModelCard card) {
    return new Models() {
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
        return card;
      }
    };
  }
}
