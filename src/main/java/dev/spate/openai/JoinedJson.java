package dev.spate.openai;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An object whose members come bit by bit, joined as clients join the deltas of chunks: texts and
/// lists are continued, and of anything else counts what was said last.
///
/// `{"refusal":"I"}` and `{"refusal":" can't"}` are `{"refusal":"I can't"}`. Items of a list that
/// have an `index` are joined with those of the same one, and lie in its order.
final class JoinedJson {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  /// Texts that are said whole, however often.
  private static final Set<String> WHOLE = Set.of("id", "type", "name");

  private final Members members = new Members();

  void add(JsonObject more) {
    members.add(more);
  }

  /// All that was added, joined.
  JsonObject json() {
    return members.json();
  }

  /// What has come of a value.
  private sealed interface Part {
    JsonValue json();

    /// What has come with `more`, which continues what came before if it is of the same kind.
    static Part joined(@Nullable Part part, JsonValue more) {
      return switch (more) {
        case JsonString text -> (part instanceof Text before ? before : new Text()).add(text);
        case JsonArray list -> (part instanceof Items before ? before : new Items()).add(list);
        case JsonObject object ->
            (part instanceof Members before ? before : new Members()).add(object);
        default -> part != null && more.equals(JsonValue.NULL) ? part : new Whole(more);
      };
    }
  }

  private record Whole(JsonValue json) implements Part {}

  private record Text(StringBuilder text) implements Part {
    Text() {
      this(new StringBuilder());
    }

    Text add(JsonString more) {
      text.append(more.getChars());
      return this;
    }

    @Override
    public JsonValue json() {
      return Json.createValue(text.toString());
    }
  }

  private record Items(SortedMap<Integer, Part> indexed, List<JsonValue> others) implements Part {
    Items() {
      this(new TreeMap<>(), new ArrayList<>());
    }

    Items add(JsonArray more) {
      for (var item : more) {
        if (item instanceof JsonObject object && object.get("index") instanceof JsonNumber index) {
          indexed.compute(index.intValue(), (_, part) -> Part.joined(part, item));
        } else {
          others.add(item);
        }
      }
      return this;
    }

    @Override
    public JsonValue json() {
      var array = JSON.createArrayBuilder();
      Stream.concat(indexed.values().stream().map(Part::json), others.stream()).forEach(array::add);
      return array.build();
    }
  }

  private record Members(Map<String, Part> parts) implements Part {
    Members() {
      this(new LinkedHashMap<>());
    }

    Members add(JsonObject more) {
      more.forEach((name, value) ->
          parts.compute(name, (_, part) -> Part.joined(WHOLE.contains(name) ? null : part, value)));
      return this;
    }

    @Override
    public JsonObject json() {
      var object = JSON.createObjectBuilder();
      parts.forEach((name, part) -> object.add(name, part.json()));
      return object.build();
    }
  }
}
