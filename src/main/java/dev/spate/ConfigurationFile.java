package dev.spate;

import dev.spate.generation.BadSetting;
import io.helidon.config.Config;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The configuration file, as a flat map: `server.port` → `8000`. A list is a [CommaList], and a
/// section without settings is [#NOTHING].
///
/// @param path for messages
record ConfigurationFile(String path, Map<String, String> values) {
  private static final String PLACE = "config/application.yaml";

  static final String NOTHING = "{}";

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

  /// The folder of third parties' jars: `libs` beside the folder of this file, or without a file in
  /// the current one.
  Path libs() {
    return Path.of(equals(NONE) ? PLACE : path).resolve("../../libs").normalize();
  }

  /// The names right below `prefix`, in the order of the file.
  List<String> namesBelow(String prefix) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> unescape(key.substring(prefix.length()).split("\\.", 2)[0]))
        .distinct()
        .toList();
  }

  /// `name` as one part of a key, even if it has a dot in it.
  static String escape(String name) {
    return Config.Key.escapeName(name);
  }

  /// A key as its reader would write it.
  static String unescape(String key) {
    return Config.Key.unescapeName(key);
  }

  private static ConfigurationFile read(Path path) {
    try (var text = Files.newBufferedReader(path)) {
      var values = new LinkedHashMap<String, String>();
      switch (new Yaml().compose(text)) {
        case null -> {} // an empty file
        case ScalarNode nothing when nothing.getTag().equals(Tag.NULL) -> {}
        case MappingNode root -> flatten("", root, values);
        default -> throw new BadSetting("the configuration " + path + " must begin like server:");
      }
      return new ConfigurationFile(path.toString(), values);
    } catch (IOException e) {
      throw new BadSetting("the configuration " + path + " can't be read");
    } catch (YAMLException e) {
      throw new BadSetting("the configuration " + path + " is no YAML: " + problem(e));
    }
  }

  private static void flatten(String prefix, MappingNode map, Map<String, String> values) {
    for (var tuple : map.getValue()) {
      var name = text(tuple.getKeyNode());
      var key = prefix.isEmpty() ? name : prefix + escape(name); // `server.port: 9000` is one, too
      switch (tuple.getValueNode()) {
        case MappingNode child when child.getValue().isEmpty() -> put(key, NOTHING, values);
        case MappingNode child -> flatten(key + ".", child, values);
        case SequenceNode list ->
            put(
                key,
                CommaList.join(list.getValue().stream().map(ConfigurationFile::text).toList()),
                values);
        case ScalarNode value when !value.getTag().equals(Tag.NULL) ->
            put(key, value.getValue(), values);
        default -> {}
      }
    }
  }

  private static void put(String key, String value, Map<String, String> values) {
    if (values.put(key, value) == null) return;
    throw new BadSetting("the configuration has " + unescape(key) + " twice: leave one out");
  }

  /// As it is written: `on` is no flag, and `012` no octal number.
  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static String problem(YAMLException e) {
    return e instanceof MarkedYAMLException marked
        ? marked.getProblem() + " in line " + (marked.getProblemMark().getLine() + 1)
        : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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
