package dev.spate;

import dev.spate.generation.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A generator that stands in no configuration: OpenAI's, or whoever else speaks as it does, by the
/// variables that its SDKs read, `OPENAI_API_KEY` and perhaps `OPENAI_BASE_URL`. It brings all
/// models that are listed there.
final class OpenAiVariables {
  /// The type of its generator, and its name.
  static final String TYPE = "openai";

  private OpenAiVariables() {}

  /// Its settings, or empty if there is no key.
  static Optional<Settings> settings(Map<String, String> environment) {
    var key = environment.getOrDefault("OPENAI_API_KEY", "").strip();
    if (key.isEmpty()) return Optional.empty();
    var settings = new LinkedHashMap<>(Map.of("api-key", key, "models", "*"));
    var url = environment.getOrDefault("OPENAI_BASE_URL", "").strip();
    if (!url.isEmpty()) settings.put("base-url", url);
    var file = new ConfigurationFile("the environment, as OpenAI has it", settings);
    return Optional.of(new Configuration(file, Map.of(), Map.of()));
  }
}
