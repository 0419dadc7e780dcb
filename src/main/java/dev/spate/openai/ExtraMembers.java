package dev.spate.openai;

import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;

/// What an extra says, by where it belongs: members of a chunk's `choice`, of the `chunk` itself,
/// of the `usage`; or something else, which is another generator's. Each may be empty.
///
/// `{"choice":{"logprobs":{…}}}` · `{"chunk":{"service_tier":"default"}}` · `{"usage":{…}}`
record ExtraMembers(JsonObject choice, JsonObject chunk, JsonObject usage, JsonObject other) {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  /// Those that are ours to say; an `error` would be taken for one.
  private static final Set<String> OURS =
      Set.of(
          "id",
          "object",
          "created",
          "model",
          "choices",
          "usage",
          "position",
          "obfuscation",
          "x_finish",
          "extra",
          "error");

  /// Nothing of what is no JSON object.
  static ExtraMembers of(String json) {
    var extra = object(json);
    return new ExtraMembers(
        without(Set.of("index", "finish_reason"), child("choice", extra)),
        without(OURS, child("chunk", extra)),
        child("usage", extra),
        without(Set.of("choice", "chunk", "usage"), extra));
  }

  boolean isUsageAlone() {
    return choice.isEmpty() && chunk.isEmpty() && other.isEmpty();
  }

  private static JsonObject object(String json) {
    try {
      if (ForeignJson.parse(json, Integer.MAX_VALUE) instanceof JsonObject object) return object;
    } catch (BadJson _) {
      // of a generator with a bug
    }
    return JsonValue.EMPTY_JSON_OBJECT;
  }

  private static JsonObject child(String name, JsonObject object) {
    return object.get(name) instanceof JsonObject child ? child : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static JsonObject without(Set<String> names, JsonObject object) {
    if (names.stream().noneMatch(object::containsKey)) return object;
    var rest = JSON.createObjectBuilder(object);
    names.forEach(rest::remove);
    return rest.build();
  }
}
