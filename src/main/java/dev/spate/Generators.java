package dev.spate;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Catalog;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// Opens the generators that the configuration names, the simulators, which are always there, and
/// OpenAI's models, if there is a key in the environment and none are named.
final class Generators {
  private static final List<String> ALWAYS = List.of("echo", "clock", "script");

  private Generators() {}

  /// @throws dev.spate.generation.BadSetting if a type is unknown, or the default model
  static Catalog open(Configuration settings, Iterable<GeneratorProvider> providers) {
    var types = new TreeMap<String, GeneratorProvider>();
    for (var provider : providers) {
      var other = types.put(ask(provider, GeneratorProvider::type), provider);
      if (other != null) throw twice(other, provider);
    }

    var generators = settings.child("generators");
    var names = new LinkedHashSet<>(ALWAYS);
    names.addAll(generators.keys());
    var parts = new ArrayList<Models>();
    for (var name : names) parts.add(open(name, generators.child(name), types));
    if (names.stream().noneMatch(name -> isOpenAi(name, generators.child(name)))) {
      OpenAiVariables.settings(settings.environment())
          .ifPresent(its -> parts.add(open(OpenAiVariables.TYPE, its, types)));
    }

    var catalog = new Catalog(parts, settings.text("default-model", "echo"));
    if (!catalog.names().contains(catalog.defaultModel())) {
      throw settings.bad("default-model", "must be one of " + String.join(", ", catalog.names()));
    }
    return catalog;
  }

  private static boolean isOpenAi(String name, Settings settings) {
    return settings.text("type", name).equals(OpenAiVariables.TYPE);
  }

  /// The type is the name, unless it says otherwise.
  private static Models open(String name, Settings settings, Map<String, GeneratorProvider> types) {
    var provider = types.get(settings.text("type", name));
    if (provider == null) {
      throw settings.bad(
          "type",
          "must be one of %s, or be made by a jar in libs/"
              .formatted(String.join(", ", types.keySet())));
    }
    return ask(provider, its -> its.open(name, settings));
  }

  /// A stranger's code, which may break.
  private static <T> T ask(GeneratorProvider provider, Function<GeneratorProvider, T> question) {
    try {
      return Objects.requireNonNull(question.apply(provider), "it returned null");
    } catch (BadSetting e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      var type = provider.getClass().getName();
      var what = e.toString().lines().findFirst().orElse("");
      var where =
          Arrays.stream(e.getStackTrace())
              .filter(frame -> frame.getClassName().equals(type))
              .findFirst()
              .map(frame -> " at " + frame)
              .orElse("");
      throw new BadSetting(
          "%s broke: %s%s; mend it, or take its jar away".formatted(type, what, where));
    }
  }

  private static BadSetting twice(GeneratorProvider one, GeneratorProvider other) {
    return new BadSetting(
        "both %s and %s make generators of type '%s': take the jar of one away"
            .formatted(one.getClass().getName(), other.getClass().getName(), one.type()));
  }
}
