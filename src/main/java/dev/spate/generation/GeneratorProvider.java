package dev.spate.generation;

import java.util.ServiceLoader;

/// Makes generators of one type from the configuration. Found by [ServiceLoader]: name the class in
/// `META-INF/services/dev.spate.generation.GeneratorProvider`.
public interface GeneratorProvider {

  /// What `type:` says in the configuration: `echo`.
  String type();

  /// Called once at start for each entry of this type under `generators:`, with its name there.
  ///
  /// @throws BadSetting if a setting can't be used; it stops the start with one clear line
  Models open(String name, Settings settings);
}
