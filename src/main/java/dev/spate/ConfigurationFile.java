package dev.spate;

import dev.spate.generation.BadSetting;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The configuration file, as a flat map: `server.port` → `8000`. A list is its items with commas
/// between.
///
/// @param path for messages
record ConfigurationFile(String path, Map<String, String> values) {
  private static final String PLACE = "config/application.yaml";

  /// No file: everything has its default.
  static final ConfigurationFile NONE = new ConfigurationFile("no file", Map.of());

  /// The file named by `--config FILE`, or `config/application.yaml` in the current folder, or the
  /// same beside the jar, or none.
  ///
  /// @throws BadSetting if the arguments are others, or the file can't be read
  static ConfigurationFile find(String... arguments) {
    return switch (arguments.length) {
      case 0 -> {
        for (var folder : List.of(Path.of(""), jar().getParent())) {
          var file = folder.resolve(PLACE);
          if (Files.exists(file)) yield read(file);
        }
        yield NONE;
      }
      case 2 -> {
        if (!arguments[0].equals("--config")) throw usage();
        yield read(Path.of(arguments[1]));
      }
      default -> throw usage();
    };
  }

  /// The names right below `prefix`, in the order of the file.
  List<String> namesBelow(String prefix) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> Config.Key.unescapeName(key.substring(prefix.length()).split("\\.", 2)[0]))
        .distinct()
        .toList();
  }

  /// `name` as one part of a key, even if it has a dot in it.
  static String escape(String name) {
    return Config.Key.escapeName(name);
  }

  private static ConfigurationFile read(Path path) {
    if (!Files.isReadable(path))
      throw new BadSetting("the configuration " + path + " can't be read");
    try {
      var values = new LinkedHashMap<String, String>();
      var root = Config.just(ConfigSources.file(path));
      flatten(root, values);
      return new ConfigurationFile(path.toString(), values);
    } catch (ConfigException e) {
      throw new BadSetting("the configuration " + path + " is no YAML: " + firstLine(e));
    }
  }

  private static void flatten(Config node, Map<String, String> values) {
    switch (node.type()) {
      case OBJECT -> node.asNodeList().get().forEach(child -> flatten(child, values));
      case LIST ->
          values.put(node.key().toString(), String.join(",", node.asList(String.class).get()));
      case VALUE -> values.put(node.key().toString(), node.asString().get());
      case MISSING -> {}
    }
  }

  private static String firstLine(Throwable e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private static Path jar() {
    try {
      var place = ConfigurationFile.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(place.toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BadSetting usage() {
    return new BadSetting("usage: java -jar spate.jar [--config FILE]");
  }
}
