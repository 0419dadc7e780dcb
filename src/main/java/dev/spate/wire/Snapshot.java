package dev.spate.wire;

import static dev.spate.wire.Json.string;

import dev.spate.stream.Entry;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamSummary;
import dev.spate.stream.StreamSummary.State;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A stream as one JSON object, as far as it has come: a fold of its log.
///
/// `{"id":"…","model":"echo","state":"finished","position":4,"readers":1,"request":{"prompt":"Hi"},
/// "text":"Hi","reasoning":"","toolCalls":[],"usage":{"inputTokens":1,"outputTokens":1},
/// "reason":"stop"}`; a failed one has `"failure":{"code","message","retryable"}` instead.
public final class Snapshot {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final SortedMap<Integer, ToolCall> calls = new TreeMap<>();
  private String model = "";
  private String request = "";
  private State state = State.LIVE;
  private long position;
  private String end = "\"usage\":null";

  private Snapshot() {}

  /// The whole log of stream `id` as of now, which has `readers`.
  public static String of(StreamId id, StreamLog log, int readers) {
    var snapshot = new Snapshot();
    StreamLog.Batch batch;
    do {
      batch = log.read(snapshot.position);
      batch.entries().forEach(snapshot::add);
    } while (!batch.entries().isEmpty() && !batch.last());
    return snapshot.json(id, readers);
  }

  /// A line of the list of streams: `{"id","model","state","position","readers","at"}`.
  public static String of(StreamSummary summary, int readers) {
    return head(summary.id(), summary.model(), summary.state(), summary.position(), readers)
        + ",\"at\":\""
        + summary.at()
        + "\"}";
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
          end =
              "\"usage\":%s,\"reason\":\"%s\""
                  .formatted(EventJson.usage(finished.usage()), EventJson.name(finished.reason()));
      case Failed failed ->
          end =
              "\"usage\":%s,\"failure\":{%s}"
                  .formatted(EventJson.usage(failed.usage()), EventJson.failure(failed.failure()));
    }
  }

  private String json(StreamId id, int readers) {
    var toolCalls = calls.values().stream().map(EventJson::toolCall);
    return head(id, model, state, position, readers)
        + ",\"request\":"
        + request
        + ",\"text\":"
        + string(text.toString())
        + ",\"reasoning\":"
        + string(reasoning.toString())
        + ",\"toolCalls\":"
        + toolCalls.collect(Collectors.joining(",", "[", "]"))
        + ","
        + end
        + "}";
  }

  private static String head(StreamId id, String model, State state, long position, int readers) {
    return "{\"id\":\"%s\",\"model\":%s,\"state\":\"%s\",\"position\":%d,\"readers\":%d"
        .formatted(id, string(model), state.name().toLowerCase(Locale.ROOT), position, readers);
  }

  private static ToolCall joined(ToolCall call, ToolCall more) {
    return new ToolCall(call.index(), call.id(), call.name(), call.arguments() + more.arguments());
  }
}
