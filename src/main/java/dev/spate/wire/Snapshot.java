package dev.spate.wire;

import static jakarta.json.JsonValue.NULL;

import dev.spate.stream.Entry;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamSummary;
import dev.spate.stream.StreamSummary.State;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A stream as one JSON object, as far as it has come: a fold of its log.
///
/// `{"id":"…","model":"echo","state":"finished","position":4,"readers":1,"request":{"prompt":"Hi"},
/// "text":"Hi","reasoning":"","toolCalls":[],"usage":{"inputTokens":1,"outputTokens":1},
/// "reason":"stop"}`; a failed one has `"failure":{"code","message","retryable"}`.
public final class Snapshot {
  private static final JsonBuilderFactory JSON = jakarta.json.Json.createBuilderFactory(Map.of());

  private final JsonObjectBuilder end = JSON.createObjectBuilder();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final SortedMap<Integer, ToolCall> calls = new TreeMap<>();
  private String model = "";
  private String request = "";
  private State state = State.LIVE;
  private long position;

  private Snapshot() {
    end.add("usage", NULL);
  }

  /// The whole log of stream `id` as of now, which has `readers`.
  public static JsonObject of(StreamId id, StreamLog log, int readers) {
    var snapshot = new Snapshot();
    StreamLog.Batch batch;
    do {
      batch = log.read(snapshot.position);
      batch.entries().forEach(snapshot::add);
    } while (!batch.entries().isEmpty() && !batch.last());
    return snapshot.json(id, readers);
  }

  /// A line of the list of streams: `{"id","model","state","position","readers","at"}`.
  public static JsonObject of(StreamSummary summary, int readers) {
    return JSON.createObjectBuilder()
        .add("id", summary.id().value())
        .add("model", summary.model())
        .add("state", name(summary.state()))
        .add("position", summary.position())
        .add("readers", readers)
        .add("at", summary.at().toString())
        .build();
  }

  private void add(Entry entry) {
    position = entry.position();
    state = State.after(entry.event());
    switch (entry.event()) {
      case Started started -> {
        model = started.model();
        request = started.request();
      }
      case Text piece -> text.append(piece.text());
      case Reasoning piece -> reasoning.append(piece.text());
      case ToolCall piece -> calls.merge(piece.index(), piece, Snapshot::joined);
      case Extra _ -> {}
      case Finished finished ->
          end.add("usage", usage(finished.usage()))
              .add("reason", EventJson.name(finished.reason()));
      case Failed failed ->
          end.add("usage", usage(failed.usage())).add("failure", failure(failed.failure()));
    }
  }

  private JsonObject json(StreamId id, int readers) {
    var toolCalls = JSON.createArrayBuilder();
    calls.values().forEach(call -> toolCalls.add(toolCall(call)));
    return JSON.createObjectBuilder()
        .add("id", id.value())
        .add("model", model)
        .add("state", name(state))
        .add("position", position)
        .add("readers", readers)
        .add("request", JsonText.read(request))
        .add("text", text.toString())
        .add("reasoning", reasoning.toString())
        .add("toolCalls", toolCalls)
        .addAll(end)
        .build();
  }

  private static ToolCall joined(ToolCall call, ToolCall more) {
    return new ToolCall(call.index(), call.id(), call.name(), call.arguments() + more.arguments());
  }

  private static JsonObjectBuilder toolCall(ToolCall call) {
    return JSON.createObjectBuilder()
        .add("index", call.index())
        .add("id", call.id())
        .add("name", call.name())
        .add("arguments", call.arguments());
  }

  private static JsonObjectBuilder usage(Usage usage) {
    var json =
        JSON.createObjectBuilder()
            .add("inputTokens", usage.inputTokens())
            .add("outputTokens", usage.outputTokens());
    return usage.estimated() ? json.add("estimated", true) : json;
  }

  private static JsonObjectBuilder failure(Failure failure) {
    return JSON.createObjectBuilder()
        .add("code", failure.code())
        .add("message", failure.message())
        .add("retryable", failure.retryable());
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
