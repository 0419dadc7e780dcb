package dev.spate.openai;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.function.BinaryOperator;

/// What an object is whose members come bit by bit.
final class MergedJson {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private MergedJson() {}

  /// Each member as it was said last.
  static JsonObject replaced(JsonObject object, JsonObject more) {
    return merged(object, more, (_, latest) -> latest);
  }

  /// Texts and arrays are continued, as clients of chunks do: `{"refusal":"I"}` and `{"refusal":"
  /// can't"}` are `{"refusal":"I can't"}`.
  static JsonObject joined(JsonObject object, JsonObject more) {
    return merged(object, more, MergedJson::joined);
  }

  private static JsonObject merged(
      JsonObject object, JsonObject more, BinaryOperator<JsonValue> both) {
    if (object.isEmpty()) return more;
    if (more.isEmpty()) return object;
    var merged = JSON.createObjectBuilder(object);
    more.forEach((name, value) -> {
      var before = object.get(name);
      merged.add(name, before == null ? value : both.apply(before, value));
    });
    return merged.build();
  }

  private static JsonValue joined(JsonValue value, JsonValue more) {
    if (more.equals(JsonValue.NULL)) return value;
    return switch (value) {
      case JsonString text when more instanceof JsonString rest ->
          Json.createValue(text.getString() + rest.getString());
      case JsonArray list when more instanceof JsonArray rest ->
          JSON.createArrayBuilder(list).addAll(JSON.createArrayBuilder(rest)).build();
      case JsonObject object when more instanceof JsonObject rest -> joined(object, rest);
      default -> more;
    };
  }
}
