package dev.spate;

import dev.spate.generation.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A generator that stands in no configuration: OpenAI's, or whoever else speaks as it does, by the
/// variables that its SDKs read, `OPENAI_API_KEY` or `OPENAI_BASE_URL` or both. It brings all
/// models that are listed there.
final class OpenAiVariables {
  /// The type of its generator, and its name.
  static final String TYPE = "openai";

  /// Where SDKs insist on a key, and the server has none.
  private static final String NO_KEY = "none";

  private OpenAiVariables() {}

  /// Its settings, or empty if there is neither a key nor an address.
  static Optional<Settings> settings(Map<String, String> environment) {
    var key = environment.getOrDefault("OPENAI_API_KEY", "").strip();
    var url = environment.getOrDefault("OPENAI_BASE_URL", "").strip();
    boolean hasKey = !key.isEmpty() && !key.equals(NO_KEY);
    if (!hasKey && url.isEmpty()) return Optional.empty();
    var settings = new LinkedHashMap<>(Map.of("models", "*"));
    if (hasKey) settings.put("api-key", key);
    if (!url.isEmpty()) settings.put("base-url", url);
    var file = new ConfigurationFile("the environment, as OPENAI_BASE_URL", settings);
    return Optional.of(new Configuration(file, Map.of(), Map.of()));
  }
}
