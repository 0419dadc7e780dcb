package dev.spate.openai;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The members of objects in a row that nobody here reads: to be passed on where they say something
/// new, since many servers repeat theirs in every chunk.
final class Unread {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private final Set<String> read;
  private final Set<String> always;
  private final Map<String, JsonValue> latest = new HashMap<>();

  /// @param read by somebody
  /// @param always new, even if it is the same again
  Unread(Set<String> read, Set<String> always) {
    this.read = read;
    this.always = always;
  }

  /// What the next object says that is new, perhaps nothing.
  JsonObject news(JsonObject object) {
    var news = JSON.createObjectBuilder();
    object.forEach((name, value) -> {
      if (read.contains(name) || !says(value)) return;
      if (always.contains(name) || !value.equals(latest.put(name, value))) news.add(name, value);
    });
    return news.build();
  }

  /// Whether it is more than a place left empty.
  static boolean says(JsonValue value) {
    return switch (value) {
      case JsonString text -> !text.getString().isEmpty();
      case JsonArray array -> !array.isEmpty();
      case JsonObject object -> !object.isEmpty();
      default -> value.getValueType() != JsonValue.ValueType.NULL;
    };
  }
}
