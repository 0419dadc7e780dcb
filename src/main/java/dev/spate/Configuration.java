package dev.spate;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import dev.spate.generation.Units;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All settings. A system property comes before the environment, before the file, before the
/// default: `server.port` is `-Dserver.port=9000`, or `SPATE_SERVER_PORT=9000`, or stands in the
/// file.
final class Configuration implements Settings {
  private final ConfigurationFile file;
  private final Map<String, String> environment;
  private final Map<String, String> properties;
  private final String prefix;
  private final Map<String, String>
      known; // each key that was asked for and its default, of all parts

  Configuration(
      ConfigurationFile file, Map<String, String> environment, Map<String, String> properties) {
    this(file, environment, properties, "", new TreeMap<>());
  }

  private Configuration(
      ConfigurationFile file,
      Map<String, String> environment,
      Map<String, String> properties,
      String prefix,
      Map<String, String> known) {
    this.file = file;
    this.environment = environment;
    this.properties = properties;
    this.prefix = prefix;
    this.known = known;
  }

  @Override
  public String text(String key, String fallback) {
    return find(key, fallback).map(Value::text).orElse(fallback);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration least, Duration most) {
    var mend =
        "must be a time from %s to %s, with its unit: 30s"
            .formatted(Units.text(least), Units.text(most));
    return find(key, Units.text(fallback))
        .map(value -> Units.duration(value.text()).orElseThrow(() -> bad(key, mend)))
        .map(duration -> {
          if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) throw bad(key, mend);
          return duration;
        })
        .orElse(fallback);
  }

  @Override
  public long number(String key, long fallback, long least, long most) {
    var mend = "must be a whole number from %d to %d".formatted(least, most);
    return find(key, Long.toString(fallback))
        .map(value -> Units.number(value.text()).orElseThrow(() -> bad(key, mend)))
        .map(number -> {
          if (number < least || number > most) throw bad(key, mend);
          return number;
        })
        .orElse(fallback);
  }

  @Override
  public boolean flag(String key, boolean fallback) {
    return find(key, Boolean.toString(fallback))
        .map(value ->
            switch (value.text()) {
              case "true" -> true;
              case "false" -> false;
              default -> throw bad(key, "must be true or false");
            })
        .orElse(fallback);
  }

  /// In the environment and in system properties, as [CommaList] has it.
  @Override
  public List<String> list(String key) {
    return find(key, "").map(Value::text).map(CommaList::split).orElse(List.of());
  }

  @Override
  public Configuration child(String key) {
    return new Configuration(
        file, environment, properties, path(ConfigurationFile.escape(key)) + ".", known);
  }

  @Override
  public List<String> keys() {
    return file.namesBelow(prefix);
  }

  @Override
  public BadSetting bad(String key, String mend) {
    var value = lookUp(path(key));
    var written = value.map(v -> " is '" + v.text() + "' in " + v.source()).orElse(" is missing");
    return new BadSetting(ConfigurationFile.unescape(path(key)) + written + ": it " + mend);
  }

  Map<String, String> environment() {
    return environment;
  }

  /// Once everything has been asked for: refuses what nobody asked for in the file.
  void refuseUnknownKeys() {
    file.values()
        .forEach((key, value) -> {
          if (known.containsKey(key) || value.equals(ConfigurationFile.NOTHING)) return;
          throw new BadSetting(
              "there is no setting %s, in %s; %s"
                  .formatted(ConfigurationFile.unescape(key), file.path(), mend(key)));
        });
  }

  private String mend(String key) {
    var below = known.keySet().stream().filter(other -> other.startsWith(key + ".")).findFirst();
    return below
        .map(its -> "it is a section, with settings below it, like " + its)
        .or(() -> Nearest.to(key, known.keySet()).map(near -> "did you mean " + near + "?"))
        .map(ConfigurationFile::unescape)
        .orElse("the config/application.yaml that comes with it has them all");
  }

  /// A warning for each `SPATE_` name in the environment, and each system property that begins like
  /// ours, that nobody asked for.
  List<String> warnings() {
    var variables = known.keySet().stream().map(Configuration::variable).toList();
    var unknownVariables =
        environment.keySet().stream()
            .filter(name -> name.startsWith("SPATE_") && !variables.contains(name))
            .map(name -> setsNothing(name, variables));
    var unknownProperties =
        properties.keySet().stream()
            .filter(name -> name.contains(".") && isSection(name.substring(0, name.indexOf('.'))))
            .filter(name -> !known.containsKey(name))
            .map(name -> setsNothing(name, known.keySet()));
    return Stream.concat(unknownVariables, unknownProperties).toList();
  }

  private static String setsNothing(String name, Collection<String> known) {
    return name
        + " sets nothing"
        + Nearest.to(name, known)
            .map(near -> "; did you mean " + near + "?")
            .orElse(": there is no such setting, nor anything below generators that is called so");
  }

  private boolean isSection(String key) {
    return known.keySet().stream().anyMatch(other -> other.startsWith(key + "."));
  }

  /// Each key that was asked for, with its default as it is written in the file.
  Map<String, String> defaults() {
    return Collections.unmodifiableMap(known);
  }

  private record Value(String text, String source) {}

  private Optional<Value> find(String key, String fallback) {
    known.put(path(key), fallback);
    return lookUp(path(key));
  }

  private Optional<Value> lookUp(String path) {
    return Stream.of(
            value(properties, ConfigurationFile.unescape(path), "the system properties"),
            value(environment, variable(path), "the environment, as " + variable(path)),
            value(file.values(), path, file.path()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Value> value(Map<String, String> from, String name, String source) {
    return Optional.ofNullable(from.get(name)).map(text -> new Value(text, source));
  }

  private String path(String key) {
    return prefix + key;
  }

  /// `server.max-body` → `SPATE_SERVER_MAX_BODY`
  private static String variable(String path) {
    var written = ConfigurationFile.unescape(path).toUpperCase(Locale.ROOT);
    return "SPATE_" + written.replaceAll("[^A-Z0-9]", "_");
  }
}
