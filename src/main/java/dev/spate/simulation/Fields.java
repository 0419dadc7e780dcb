package dev.spate.simulation;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.Prompt;
import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The members of an object in a prompt, checked as they are read. One that is null counts as
/// absent, as clients mean it. What is wrong is a [BadPrompt]: `'simulate.seed' is -5: it must be a
/// whole number from 0 to 9`.
final class Fields {
  private static final int DEPTH = 8;
  private static final int SHOWN = 80;

  private final String path; // "" or `simulate.`
  private final Map<String, JsonValue> values;

  private Fields(String path, Map<String, JsonValue> values) {
    this.path = path;
    this.values = new LinkedHashMap<>(values);
    this.values.values().removeIf(JsonValue.NULL::equals);
  }

  /// Those of a prompt's parameters that are named.
  static Fields of(Prompt prompt, List<String> names) {
    var values = new LinkedHashMap<String, JsonValue>();
    for (var name : names) {
      var json = prompt.parameters().get(name);
      if (json != null) values.put(name, parsed(name, json));
    }
    return new Fields("", values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// The object at `name`, empty if it is absent.
  Fields child(String name) {
    return switch (values.get(name)) {
      case null -> new Fields(path + name + ".", Map.of());
      case JsonObject object -> new Fields(path + name + ".", object);
      default -> throw bad(name, "must be an object");
    };
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// A whole number; `30.0` is one.
  Optional<Long> number(String name, long least, long most) {
    if (!has(name)) return Optional.empty();
    var to = most == Long.MAX_VALUE ? " on" : " to " + most;
    return Optional.of(
        whole(values.get(name))
            .filter(number -> number >= least && number <= most)
            .orElseThrow(() -> bad(name, "must be a whole number from " + least + to)));
  }

  /// One of the words of `type`.
  <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    if (!has(name)) return Optional.empty();
    var word = values.get(name) instanceof JsonString text ? text.getString() : "";
    return Optional.of(Words.find(type, word).orElseThrow(() -> bad(name, Words.mend(type))));
  }

  /// A text of such a form.
  Optional<String> text(String name, Pattern form, String mend) {
    if (!has(name)) return Optional.empty();
    if (values.get(name) instanceof JsonString text && form.matcher(text.getString()).matches()) {
      return Optional.of(text.getString());
    }
    throw bad(name, mend);
  }

  /// Refuses a text that is `word`, and an array that has it among its texts.
  void refuse(String word, String name, String mend) {
    var value = values.getOrDefault(name, JsonValue.NULL);
    var words = value instanceof JsonArray array ? array : List.of(value);
    boolean found =
        words.stream().anyMatch(w -> w instanceof JsonString s && s.getString().equals(word));
    if (found) throw new BadPrompt(path + name, "has '" + word + "' in it: " + mend);
  }

  void refuseAllBut(List<String> known) {
    for (var name : values.keySet()) {
      if (known.contains(name)) continue;
      throw new BadPrompt(
          "there is no '%s'; there are: %s"
              .formatted(shown(path + name), String.join(", ", known)));
    }
  }

  <E extends Enum<E>> BadPrompt missing(String name, Class<E> type) {
    return new BadPrompt(path + name, "is missing: it " + Words.mend(type));
  }

  private BadPrompt bad(String name, String mend) {
    var written =
        switch (values.getOrDefault(name, JsonValue.NULL)) {
          case JsonString text -> "'" + shown(text.getString()) + "'";
          case JsonValue other -> shown(ForeignJson.of(other));
        };
    return new BadPrompt(path + name, "is " + written + ": it " + mend);
  }

  private static JsonValue parsed(String name, String json) {
    try {
      return ForeignJson.parse(json, DEPTH);
    } catch (BadJson e) {
      throw new BadPrompt(name, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Long> whole(@Nullable JsonValue value) {
    try {
      return value instanceof JsonNumber number
          ? Optional.of(number.longValueExact())
          : Optional.empty();
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
