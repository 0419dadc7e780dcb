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
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
  private final Map<Integer, Call> calls = new TreeMap<>();
  private final JsonArrayBuilder others = JSON.createArrayBuilder();
  private boolean hasText;
  private boolean hasOthers;
  private JsonObject choice = JsonValue.EMPTY_JSON_OBJECT; // what extras say of it
  private JsonObject chunk = JsonValue.EMPTY_JSON_OBJECT;
  private JsonObject usage = JsonValue.EMPTY_JSON_OBJECT;
  private String model = "";
  private Instant created = Instant.EPOCH;
  private Optional<Finished> finished = Optional.empty();
  private Optional<Failure> failure = Optional.empty();

  /// A tool call, as far as its arguments have come.
  private record Call(String id, String name, StringBuilder arguments) {}

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
      case Text(var more) -> {
        hasText = true;
        text.append(more);
      }
      case Reasoning(var more) -> reasoning.append(more);
      case ToolCall call ->
          calls
              .computeIfAbsent(
                  call.index(), _ -> new Call(ids.id(call), call.name(), new StringBuilder()))
              .arguments()
              .append(call.arguments());
      case Extra(var json) -> add(ExtraMembers.of(json));
      case Finished end -> finished = Optional.of(end);
      case Failed(var why, _) -> failure = Optional.of(why);
    }
  }

  private void add(ExtraMembers extra) {
    choice = MergedJson.joined(choice, extra.choice());
    chunk = MergedJson.replaced(chunk, extra.chunk());
    if (!extra.usage().isEmpty()) usage = extra.usage();
    if (extra.other().isEmpty()) return;
    others.add(extra.other());
    hasOthers = true;
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
    if (hasOthers) completion.add("extra", others);
    if (FinishReason.isCancelled(end.reason())) completion.add("x_finish", "cancelled");
    return ForeignJson.of(completion.build());
  }

  private JsonObjectBuilder choice(Finished end) {
    var whole =
        JSON.createObjectBuilder()
            .add("index", 0)
            .add("message", message())
            .add("logprobs", choice.getOrDefault("logprobs", JsonValue.NULL))
            .add("finish_reason", FinishReason.of(end.reason()));
    choice.forEach((name, value) -> {
      if (!name.equals("delta") && !name.equals("logprobs")) whole.add(name, value);
    });
    return whole;
  }

  private JsonObjectBuilder message() {
    var message = JSON.createObjectBuilder().add("role", "assistant");
    if (hasText || calls.isEmpty()) message.add("content", text.toString());
    else message.addNull("content");
    message.addNull("refusal").add("annotations", JsonValue.EMPTY_JSON_ARRAY);
    if (!reasoning.isEmpty()) message.add("reasoning_content", reasoning.toString());
    if (!calls.isEmpty()) message.add("tool_calls", toolCalls());
    if (choice.get("delta") instanceof JsonObject delta) delta.forEach(message::add);
    return message;
  }

  private JsonArrayBuilder toolCalls() {
    var array = JSON.createArrayBuilder();
    for (var call : calls.values()) {
      array.add(
          JSON.createObjectBuilder()
              .add("id", call.id())
              .add("type", "function")
              .add(
                  "function",
                  JSON.createObjectBuilder()
                      .add("name", call.name())
                      .add("arguments", call.arguments().toString())));
    }
    return array;
  }
}
