package dev.spate.simulation;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import dev.spate.generation.Units;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings as a test gives them, keys and values in turn: `"fault.kind", "stall"`.
public record GivenSettings(String prefix, Map<String, String> values) implements Settings {

  public static GivenSettings of(String... settings) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) values.put(settings[i], settings[i + 1]);
    return new GivenSettings("", values);
  }

  @Override
  public String text(String key, String fallback) {
    return values.getOrDefault(prefix + key, fallback);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration least, Duration most) {
    var duration = Units.duration(text(key, Units.text(fallback))).orElseThrow();
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw bad(key, "must be from " + Units.text(least) + " to " + Units.text(most));
    }
    return duration;
  }

  @Override
  public long number(String key, long fallback, long least, long most) {
    long number = Units.number(text(key, Long.toString(fallback))).orElseThrow();
    if (number < least || number > most) throw bad(key, "must be from " + least + " to " + most);
    return number;
  }

  @Override
  public boolean flag(String key, boolean fallback) {
    return text(key, Boolean.toString(fallback)).equals("true");
  }

  @Override
  public List<String> list(String key) {
    return List.of(text(key, "").split(","));
  }

  @Override
  public GivenSettings child(String key) {
    return new GivenSettings(prefix + key + ".", values);
  }

  @Override
  public List<String> keys() {
    return values.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }

  @Override
  public BadSetting bad(String key, String mend) {
    return new BadSetting(prefix + key + " is '" + text(key, "") + "': it " + mend);
  }
}
