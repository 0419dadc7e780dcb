package dev.spate.simulation;

import dev.spate.generation.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The names of an enum's values, as they are written in settings and in prompts: `none`.
final class Words {
  private Words() {}

  static <E extends Enum<E>> List<String> of(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Words::of).toList();
  }

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return Stream.of(type.getEnumConstants()).filter(value -> of(value).equals(word)).findFirst();
  }

  /// `must be none, uniform or lognormal`
  static <E extends Enum<E>> String mend(Class<E> type) {
    var words = of(type);
    int last = words.size() - 1;
    return "must be " + String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /// @throws dev.spate.generation.BadSetting if it is none of them
  static <E extends Enum<E>> E setting(Settings settings, String key, E fallback) {
    var type = fallback.getDeclaringClass();
    return find(type, settings.text(key, of(fallback)))
        .orElseThrow(() -> settings.bad(key, mend(type)));
  }
}
