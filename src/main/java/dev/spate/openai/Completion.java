package dev.spate.openai;

import dev.spate.stream.Entry;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamId;
import dev.spate.wire.ForeignJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole chat completion, gathered from the entries of a stream:
///
/// `{"id":"chatcmpl-…","object":"chat.completion","created":1795521600,"model":"echo","choices":[{
/// "index":0,"message":{"role":"assistant","content":"Why SSE?","refusal":null,"annotations":[]},
/// "logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":2,…}}`
final class Completion {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private final StreamId id;
  private final ToolCallIds ids;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final JoinedJson choice = new JoinedJson(); // tool calls, and what extras say of it
  private final Map<String, JsonValue> chunk = new LinkedHashMap<>();
  private final List<JsonObject> others = new ArrayList<>();
  private JsonObject usage = JsonValue.EMPTY_JSON_OBJECT;
  private String model = "";
  private Instant created = Instant.EPOCH;
  private Optional<Finished> finished = Optional.empty();
  private Optional<Failure> failure = Optional.empty();

  Completion(StreamId id) {
    this.id = id;
    this.ids = new ToolCallIds(id);
  }

  void add(Entry entry) {
    switch (entry.event()) {
      case Started started -> {
        model = started.model();
        created = entry.at();
      }
      case Text(var more) -> text.append(more);
      case Reasoning(var more) -> reasoning.append(more);
      case ToolCall call -> choice.add(delta(call));
      case Extra(var json) -> add(ExtraMembers.of(json));
      case Finished end -> finished = Optional.of(end);
      case Failed(var why, _) -> failure = Optional.of(why);
    }
  }

  private JsonObject delta(ToolCall call) {
    var fragment = JSON.createObjectBuilder().add("index", call.index());
    var function = JSON.createObjectBuilder();
    if (ids.begins(call)) {
      fragment.add("id", ids.id(call)).add("type", "function");
      function.add("name", call.name());
    }
    fragment.add("function", function.add("arguments", call.arguments()));
    var calls = JSON.createArrayBuilder().add(fragment);
    var delta = JSON.createObjectBuilder().add("tool_calls", calls);
    return JSON.createObjectBuilder().add("delta", delta).build();
  }

  private void add(ExtraMembers extra) {
    choice.add(extra.choice());
    chunk.putAll(extra.chunk());
    if (!extra.usage().isEmpty()) usage = extra.usage();
    if (!extra.other().isEmpty()) others.add(extra.other());
  }

  /// Why there is none, if it broke off.
  Optional<Failure> failure() {
    return failure;
  }

  /// To call once the stream has finished.
  String json() {
    var end = finished.orElseThrow();
    var completion =
        JSON.createObjectBuilder()
            .add("id", CompletionId.of(id))
            .add("object", "chat.completion")
            .add("created", created.getEpochSecond())
            .add("model", model)
            .add("choices", JSON.createArrayBuilder().add(choice(end)))
            .add("usage", UsageObject.of(end.usage(), usage));
    chunk.forEach(completion::add);
    if (!others.isEmpty()) completion.add("extra", JSON.createArrayBuilder(others));
    if (FinishReason.isCancelled(end.reason())) completion.add("x_finish", "cancelled");
    return ForeignJson.of(completion.build());
  }

  private JsonObjectBuilder choice(Finished end) {
    var said = choice.json();
    var delta =
        said.get("delta") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    var whole =
        JSON.createObjectBuilder()
            .add("index", 0)
            .add("message", message(delta))
            .add("logprobs", JsonValue.NULL)
            .add("finish_reason", FinishReason.of(end.reason()));
    said.forEach((name, value) -> {
      if (!name.equals("delta")) whole.add(name, value);
    });
    return whole;
  }

  private JsonObjectBuilder message(JsonObject delta) {
    var message = JSON.createObjectBuilder().add("role", "assistant");
    if (text.isEmpty() && delta.containsKey("tool_calls")) message.addNull("content");
    else message.add("content", text.toString());
    message.addNull("refusal").add("annotations", JsonValue.EMPTY_JSON_ARRAY);
    if (!reasoning.isEmpty()) message.add("reasoning_content", reasoning.toString());
    delta.forEach(message::add);
    if (delta.get("tool_calls") instanceof JsonArray calls) {
      var whole = JSON.createArrayBuilder();
      calls.forEach(call -> whole.add(withoutIndex(call)));
      message.add("tool_calls", whole);
    }
    return message;
  }

  /// Which a call has only while it comes in fragments.
  private static JsonValue withoutIndex(JsonValue call) {
    if (!(call instanceof JsonObject fragments)) return call;
    return JSON.createObjectBuilder(fragments).remove("index").build();
  }
}
