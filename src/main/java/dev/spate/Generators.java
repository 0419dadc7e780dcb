package dev.spate;

import dev.spate.generation.Catalog;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Opens the generators that the configuration names, and the simulators, which are always there.
final class Generators {
  private static final List<String> ALWAYS = List.of("echo", "clock", "script");

  private Generators() {}

  /// @throws dev.spate.generation.BadSetting if a type is unknown, or the default model
  static Catalog open(Settings settings, Iterable<GeneratorProvider> providers) {
    var types = new TreeMap<String, GeneratorProvider>();
    providers.forEach(provider -> types.put(provider.type(), provider));

    var generators = settings.child("generators");
    var names = new LinkedHashSet<>(ALWAYS);
    names.addAll(generators.keys());
    var parts = new ArrayList<Models>();
    for (var name : names) parts.add(open(name, generators.child(name), types));

    var catalog = new Catalog(parts, settings.text("default-model", "echo"));
    if (!catalog.names().contains(catalog.defaultModel())) {
      throw settings.bad("default-model", "must be one of " + String.join(", ", catalog.names()));
    }
    return catalog;
  }

  /// The type is the name, unless it says otherwise.
  private static Models open(String name, Settings settings, Map<String, GeneratorProvider> types) {
    var provider = types.get(settings.text("type", name));
    if (provider == null) {
      throw settings.bad("type", "must be one of " + String.join(", ", types.keySet()));
    }
    return provider.open(name, settings);
  }
}
