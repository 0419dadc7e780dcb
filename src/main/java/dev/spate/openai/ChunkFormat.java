package dev.spate.openai;

import static dev.spate.wire.JsonStrings.string;

import dev.spate.stream.Entry;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamId;
import dev.spate.wire.ForeignJson;
import dev.spate.wire.Format;
import dev.spate.wire.Frames;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Chat completion chunks, as OpenAI streams them:
///
/// `{"id":"chatcmpl-…","object":"chat.completion.chunk","created":1795521600,"model":"echo",
/// "choices":[{"index":0,"delta":{"content":"Why"},"logprobs":null,"finish_reason":null}],
/// "position":2}`
///
/// Each piece is one, and has a `position`, Spate's own, after which a reader goes on. The end's
/// have none: a chunk with the reason, perhaps one with the usage, and `[DONE]`; or just an
/// `error`.
final class ChunkFormat implements Format {
  private static final String NOTHING = "{}";
  private static final int PADDED_CHARS = 64; // the length of a padded chunk is so many times some

  /// What a backend says once and OpenAI says in every chunk.
  private static final Set<String> LASTING = Set.of("system_fingerprint", "service_tier");

  private final StreamId id;
  private final ChunkOptions options;
  private final ToolCallIds calls;
  private final Map<String, String> lasting = new LinkedHashMap<>(); // members, by their names
  private JsonObject usage = JsonValue.EMPTY_JSON_OBJECT; // the backend's own
  private String start = ""; // of every chunk
  private String head = ""; // and what lasts

  ChunkFormat(StreamId id, ChunkOptions options) {
    this.id = id;
    this.options = options;
    this.calls = new ToolCallIds(id);
  }

  @Override
  public void write(Entry entry, Frames out) {
    long position = entry.position();
    switch (entry.event()) {
      case Started started -> {
        start = start(started, entry);
        head = start;
        delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", position, out);
      }
      case Text(var text) -> delta("{\"content\":" + string(text) + "}", position, out);
      case Reasoning(var text) ->
          delta("{\"reasoning_content\":" + string(text) + "}", position, out);
      case ToolCall call -> delta("{\"tool_calls\":[" + fragment(call) + "]}", position, out);
      case Extra(var json) -> extra(ExtraMembers.of(json), position, out);
      case Finished finished -> finish(finished, position, out);
      case Failed(var failure, _) -> out.frame("error", ErrorObject.of(failure).json(), position);
    }
  }

  /// A chunk that says nothing: every client takes that, as they don't all take comments.
  @Override
  public void idle(Frames out) {
    delta(NOTHING, 0, out);
  }

  private String start(Started started, Entry entry) {
    return "{\"id\":"
        + string(CompletionId.of(id))
        + ",\"object\":\"chat.completion.chunk\",\"created\":"
        + entry.at().getEpochSecond()
        + ",\"model\":"
        + string(started.model());
  }

  private String fragment(ToolCall call) {
    var function =
        calls.begins(call)
            ? "\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,"
                .formatted(string(calls.id(call)), string(call.name()))
            : "\"function\":{";
    return "{\"index\":"
        + call.index()
        + ","
        + function
        + "\"arguments\":"
        + string(call.arguments())
        + "}}";
  }

  private void extra(ExtraMembers extra, long position, Frames out) {
    if (!extra.usage().isEmpty()) usage = extra.usage();
    if (extra.isUsageAlone()) return;
    var more = new StringBuilder();
    extra
        .chunk()
        .forEach((name, value) -> {
          if (LASTING.contains(name)) lasting.put(name, member(name, value));
          else more.append(member(name, value));
        });
    head = start + String.join("", lasting.values());
    if (!extra.other().isEmpty()) more.append(member("extra", extra.other()));
    chunk(choice(extra.choice()), "null", more.toString(), position, out);
  }

  private static String choice(JsonObject members) {
    var delta = ForeignJson.of(members.getOrDefault("delta", JsonValue.EMPTY_JSON_OBJECT));
    var logprobs = ForeignJson.of(members.getOrDefault("logprobs", JsonValue.NULL));
    var more = new StringBuilder();
    members.forEach((name, value) -> {
      if (!name.equals("delta") && !name.equals("logprobs")) more.append(member(name, value));
    });
    return choice(delta, logprobs, "null", more.toString());
  }

  private void finish(Finished finished, long position, Frames out) {
    var reason = string(FinishReason.of(finished.reason()));
    var more = FinishReason.more(finished.reason());
    chunk(choice(NOTHING, "null", reason, ""), "null", more, 0, out);
    if (options.usage()) chunk("", usage(finished), "", 0, out);
    out.frame("", "[DONE]", position);
  }

  private String usage(Finished finished) {
    return ForeignJson.of(UsageObject.of(finished.usage(), usage));
  }

  private void delta(String delta, long position, Frames out) {
    chunk(choice(delta, "null", "null", ""), "null", "", position, out);
  }

  private static String choice(String delta, String logprobs, String reason, String more) {
    return "{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":"
        + logprobs
        + ",\"finish_reason\":"
        + reason
        + more
        + "}";
  }

  /// @param position 0 for one after which a reader can't go on
  private void chunk(String choices, String usage, String more, long position, Frames out) {
    var chunk = new StringBuilder(256).append(head);
    chunk.append(",\"choices\":[").append(choices).append(']');
    if (options.usage()) chunk.append(",\"usage\":").append(usage);
    chunk.append(more);
    if (position > 0) chunk.append(",\"position\":").append(position);
    if (options.obfuscation()) chunk.append(padding(chunk.length() + 1));
    out.frame("", chunk.append('}').toString(), position);
  }

  /// For a chunk of so many chars.
  private static String padding(int chars) {
    int empty = chars + ",\"obfuscation\":\"\"".length();
    int missing = Math.floorMod(-empty, PADDED_CHARS);
    return ",\"obfuscation\":\"" + "x".repeat(missing) + "\"";
  }

  private static String member(String name, JsonValue value) {
    return "," + string(name) + ":" + ForeignJson.of(value);
  }
}
