package dev.spate.openai;

import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.wire.ForeignJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the deltas of one choice say, or the one message of an answer that isn't streamed:
/// `{"role":"assistant","content":"Why","reasoning_content":null,"tool_calls":[…]}`.
final class DeltaReader {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
  private static final Set<String> READ_OF_A_FUNCTION = Set.of("index", "id", "type", "function");
  private static final Set<String> READ_OF_ANOTHER_TOOL = Set.of("index");

  private final List<Call> calls = new ArrayList<>();
  private final Map<Integer, Call> byIndex = new HashMap<>(); // the upstream's

  /// @param rest what nobody reads, to be passed on: `{"refusal":"No"}`
  record Read(List<Piece> pieces, JsonObject rest) {}

  /// Reasoning comes first, as it was thought.
  Read read(JsonObject delta) {
    var pieces = new ArrayList<Piece>();
    var rest = JSON.createObjectBuilder();
    var reasoning = text(delta, "reasoning_content");
    if (reasoning.isEmpty()) reasoning = text(delta, "reasoning"); // some send both, the same
    if (!reasoning.isEmpty()) pieces.add(new Reasoning(reasoning));
    var content = text(delta, "content");
    if (!content.isEmpty()) pieces.add(new Text(content));

    delta.forEach((name, value) -> {
      switch (name) {
        case "role" -> {}
        case "content", "reasoning", "reasoning_content" -> {
          if (!(value instanceof JsonString) && Unread.says(value)) rest.add(name, value);
        }
        case "tool_calls" -> {
          var calls = JSON.createArrayBuilder();
          if (value instanceof JsonArray array) {
            for (var call : array) read(call, pieces, calls);
          }
          var unread = calls.build();
          if (!unread.isEmpty()) rest.add(name, unread);
        }
        case "function_call" -> { // what tools were called by once
          var call = JSON.createObjectBuilder().add("function", value).build();
          read(call, pieces, JSON.createArrayBuilder());
        }
        default -> {
          if (Unread.says(value)) rest.add(name, value);
        }
      }
    });
    return new Read(pieces, rest.build());
  }

  /// A call that was begun, and what was said of it: some say its id and name each time again.
  private static final class Call {
    private final int number;
    private String id = "";
    private String name = "";

    Call(int number) {
      this.number = number;
    }
  }

  private void read(JsonValue value, List<Piece> pieces, JsonArrayBuilder rest) {
    if (!(value instanceof JsonObject fragment)) return;
    boolean isFunction = fragment.get("function") instanceof JsonObject;
    var tool = object(fragment, isFunction ? "function" : "custom");
    var id = text(fragment, "id");
    var name = text(tool, "name");
    var call = call(fragment.get("index"), id, name);
    if (isFunction) {
      var piece =
          new ToolCall(
              call.number,
              call.id.isEmpty() ? id : "",
              call.name.isEmpty() ? name : "",
              arguments(tool));
      if (!piece.equals(new ToolCall(call.number, "", "", ""))) pieces.add(piece);
    }
    if (call.id.isEmpty()) call.id = id;
    if (call.name.isEmpty()) call.name = name;

    var read = isFunction ? READ_OF_A_FUNCTION : READ_OF_ANOTHER_TOOL;
    var unread = JSON.createObjectBuilder().add("index", call.number);
    fragment.forEach((member, its) -> {
      if (!read.contains(member) && Unread.says(its)) unread.add(member, its);
    });
    var built = unread.build();
    if (built.size() > 1) rest.add(built);
  }

  /// By its index; without, by its id; without, a name begins another call. Some give each call the
  /// same index, and tell them apart by id and name; others a fragment a fresh id, but no name.
  private Call call(@Nullable JsonValue index, String id, String name) {
    if (index instanceof JsonNumber number) {
      var call = byIndex.get(number.intValue());
      boolean another = call != null && !name.isEmpty() && differ(call.id, id);
      if (call != null && !another) return call;
      var fresh = fresh();
      byIndex.put(number.intValue(), fresh);
      return fresh;
    }
    if (!id.isEmpty()) {
      return calls.stream().filter(call -> call.id.equals(id)).findFirst().orElseGet(this::fresh);
    }
    return !name.isEmpty() || calls.isEmpty() ? fresh() : calls.getLast();
  }

  private Call fresh() {
    calls.add(new Call(calls.size()));
    return calls.getLast();
  }

  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  /// JSON as text, as it should be, or as itself.
  private static String arguments(JsonObject function) {
    return switch (function.get("arguments")) {
      case null -> "";
      case JsonString text -> text.getString();
      case JsonObject object -> ForeignJson.of(object);
      default -> "";
    };
  }

  private static JsonObject object(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject its ? its : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : "";
  }
}
