package dev.spate.generation;

import java.util.List;
import java.util.Optional;

/// The models that one part of the configuration brings. They may come and go while it is open.
public interface Models extends AutoCloseable {
  List<String> names();

  /// The generator that answers for `model`, or empty if it is none of these.
  Optional<Generator> find(String model);

  @Override
  default void close() {}

  /// Just `generator`, under `name`.
  static Models of(String name, Generator generator) {
    return new Models() {
      @Override
      public List<String> names() {
        return List.of(name);
      }

      @Override
      public Optional<Generator> find(String model) {
        return model.equals(name) ? Optional.of(generator) : Optional.empty();
      }
    };
  }
}
