package dev.spate.openai;

import static java.util.Map.entry;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import dev.spate.wire.ForeignSse;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A fold from the chunks of an upstream, in any of the ways in which servers write them, to events
/// of ours: pieces, and one end.
///
/// ```
/// {"choices":[{"index":0,"delta":{"content":"Why"},"finish_reason":null}]}
/// {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,…}}
/// [DONE]
/// ```
///
/// Of choices it reads the first alone. What it doesn't know it passes on as [Extra]:
/// `{"choice":{…}}` holds members of a chunk's choice, `{"chunk":{…}}` members of the chunk, where
/// they are new or changed, and `{"usage":{…}}`, before the end, a usage that says more than ours.
final class ChunkReader {
  private static final int DEPTH = 64;
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  /// Said by OpenAI, and by others in its stead. Any other word is a failure: most of them stand
  /// for an answer that broke off (`abort`, `error`, `insufficient_system_resource`).
  private static final Map<String, Reason> REASONS =
      Map.ofEntries(
          entry("stop", Reason.STOP),
          entry("end_turn", Reason.STOP),
          entry("eos", Reason.STOP),
          entry("eos_token", Reason.STOP),
          entry("stop_sequence", Reason.STOP),
          entry("length", Reason.LENGTH),
          entry("max_tokens", Reason.LENGTH),
          entry("model_length", Reason.LENGTH),
          entry("tool_calls", Reason.TOOL_CALLS),
          entry("tool_use", Reason.TOOL_CALLS),
          entry("function_call", Reason.TOOL_CALLS),
          entry("content_filter", Reason.CONTENT_FILTER),
          entry("safety", Reason.CONTENT_FILTER));

  /// Or dropped: a Spate's own cursor, and random padding.
  private static final Set<String> READ_OF_A_CHUNK =
      Set.of(
          "id",
          "object",
          "created",
          "model",
          "choices",
          "usage",
          "error",
          "extra",
          "position",
          "obfuscation");

  private static final Set<String> COUNTED =
      Set.of("prompt_tokens", "completion_tokens", "total_tokens");

  private static final Set<String> READ_OF_A_CHOICE =
      Set.of("index", "delta", "message", "finish_reason", "error");

  private final Secrets secrets;
  private final DeltaReader deltas = new DeltaReader();
  private final Unread ofChunks = new Unread(READ_OF_A_CHUNK, Set.of());
  private final Unread ofChoices = new Unread(READ_OF_A_CHOICE, Set.of("logprobs"));
  private @Nullable Reason reason;
  private @Nullable JsonObject usage;
  private long said; // tokens, where nobody else counts them
  private boolean isAnswer;

  /// @param secrets which no failure is to tell
  ChunkReader(Secrets secrets) {
    this.secrets = secrets;
  }

  /// What happens by `event`; at most one end, the last.
  List<StreamEvent> read(ForeignSse.Event event) {
    var data = event.data().strip();
    if (data.isEmpty()) return List.of();
    if (data.equals("[DONE]")) return end();
    if (event.type().equals("error")) return List.of(failed(UpstreamError.within(data, secrets)));
    JsonValue json;
    try {
      json = ForeignJson.parse(data, DEPTH);
    } catch (BadJson e) {
      return event.cut() ? end() : invalid("an event that " + e.getMessage());
    }
    return json instanceof JsonObject chunk
        ? read(chunk, data)
        : invalid("an event without braces");
  }

  /// What happens by a body that is no stream, but a whole completion: `{"choices":[{"message":…`.
  List<StreamEvent> readWhole(String body) {
    var events = new ArrayList<>(read(new ForeignSse.Event("", body, true)));
    if (!isEnd(events)) events.addAll(isAnswer ? end() : invalid("no chat completion"));
    return events;
  }

  /// Whether it said how it finished, so that nothing but its usage may be missing.
  boolean hasFinished() {
    return reason != null;
  }

  /// What happens where nothing more comes. Without a reason it broke off, whatever ended it.
  List<StreamEvent> end() {
    if (reason == null) return List.of(failed(UpstreamFailures.TRUNCATED));
    var events = new ArrayList<StreamEvent>();
    if (usage != null && saysMore(usage)) events.add(extra("usage", usage));
    events.add(new Finished(reason, usage()));
    return events;
  }

  private List<StreamEvent> read(JsonObject chunk, String data) {
    if (UpstreamError.is(chunk)) return List.of(failed(UpstreamError.within(data, secrets)));
    if (chunk.get("usage") instanceof JsonObject counted) usage = counted;
    if (!(chunk.get("choices") instanceof JsonArray choices)) return List.of(); // a ping, say
    isAnswer = true;
    var events = new ArrayList<StreamEvent>();
    for (var choice : choices) {
      if (choice instanceof JsonObject object && number(object, "index") == 0) read(object, events);
    }
    if (!isEnd(events)) addExtras(chunk, events);
    return events;
  }

  private void read(JsonObject choice, List<StreamEvent> events) {
    var delta = choice.get(choice.containsKey("delta") ? "delta" : "message");
    var read =
        deltas.read(delta instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT);
    said += read.pieces().stream().filter(Piece::isToken).count();
    events.addAll(read.pieces());
    var rest = ofChoices.news(choice);
    if (!read.rest().isEmpty()) {
      rest = JSON.createObjectBuilder(rest).add("delta", read.rest()).build();
    }
    if (!rest.isEmpty()) events.add(extra("choice", rest));

    if (choice.get("error") instanceof JsonObject error) {
      events.add(failed(UpstreamError.within(ForeignJson.of(error), secrets)));
      return;
    }
    var word = choice.get("finish_reason") instanceof JsonString text ? text.getString() : "";
    if (word.isEmpty()) return;
    reason = REASONS.get(word.toLowerCase(Locale.ROOT));
    if (reason == null)
      events.add(failed(UpstreamError.within("it ended with '" + word + "'", secrets)));
  }

  private void addExtras(JsonObject chunk, List<StreamEvent> events) {
    if (chunk.get("extra") instanceof JsonObject extra) {
      events.add(new Extra(ForeignJson.of(extra))); // as a Spate serves it
    }
    var rest = ofChunks.news(chunk);
    if (!rest.isEmpty()) events.add(extra("chunk", rest));
  }

  private Usage usage() {
    return usage == null
        ? new Usage(0, said, true)
        : new Usage(number(usage, "prompt_tokens"), number(usage, "completion_tokens"), false);
  }

  private static boolean saysMore(JsonObject usage) {
    return usage.entrySet().stream()
        .anyMatch(member -> !COUNTED.contains(member.getKey()) && Unread.says(member.getValue()));
  }

  private Failed failed(Failure failure) {
    return new Failed(failure, new Usage(0, said, true));
  }

  private List<StreamEvent> invalid(String what) {
    return List.of(failed(UpstreamFailures.invalid(what)));
  }

  private static Extra extra(String name, JsonObject members) {
    return new Extra(ForeignJson.of(JSON.createObjectBuilder().add(name, members).build()));
  }

  private static boolean isEnd(List<StreamEvent> events) {
    return !events.isEmpty() && events.getLast() instanceof End;
  }

  /// 0 where it is none.
  private static long number(JsonObject object, String name) {
    return object.get(name) instanceof JsonNumber number ? Math.max(number.longValue(), 0) : 0;
  }
}
