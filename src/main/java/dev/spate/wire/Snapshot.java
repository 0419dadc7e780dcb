package dev.spate.wire;

import static dev.spate.wire.JsonStrings.string;

import dev.spate.stream.Entry;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamSummary;
import dev.spate.stream.StreamSummary.State;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A stream as one JSON object, as far as it has come: a fold of its log.
///
/// `{"id":"…","model":"echo","state":"finished","position":4,"readers":1,"request":{"prompt":"Hi"},
/// "text":"Hi","reasoning":"","toolCalls":[],"usage":{"inputTokens":1,"outputTokens":1},
/// "reason":"stop"}`; a failed one has `"failure":{"code","message","retryable"}` instead.
public final class Snapshot {
  private final Entry first;
  private Entry latest;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final SortedMap<Integer, ToolCall> calls = new TreeMap<>();

  private Snapshot(Entry first) {
    this.first = first;
    this.latest = first;
  }

  /// The whole log of stream `id` as of now, which has `readers`.
  public static String of(StreamId id, StreamLog log, int readers) {
    var batch = log.read(StreamLog.START);
    var snapshot = new Snapshot(batch.entries().getFirst());
    while (!batch.entries().isEmpty()) {
      batch.entries().forEach(snapshot::add);
      batch = log.read(snapshot.latest.position());
    }
    return snapshot.json(id, readers);
  }

  private void add(Entry entry) {
    latest = entry;
    switch (entry.event()) {
      case Text piece -> text.append(piece.text());
      case Reasoning piece -> reasoning.append(piece.text());
      case ToolCall piece -> calls.merge(piece.index(), piece, Snapshot::joined);
      case Extra _, Started _, Finished _, Failed _ -> {}
    }
  }

  private static ToolCall joined(ToolCall call, ToolCall more) {
    return new ToolCall(call.index(), call.id(), call.name(), call.arguments() + more.arguments());
  }

  private String json(StreamId id, int readers) {
    var start = (Started) first.event();
    var state = State.after(latest.event());
    var summary = new StreamSummary(id, start.model(), state, latest.position(), first.at());
    return "{%s,\"request\":%s,\"text\":%s,\"reasoning\":%s,\"toolCalls\":%s,%s}"
        .formatted(
            SummaryJson.members(summary, readers),
            start.request(),
            string(text.toString()),
            string(reasoning.toString()),
            calls.values().stream()
                .map(EventJson::toolCall)
                .collect(Collectors.joining(",", "[", "]")),
            end(latest.event()));
  }

  private static String end(StreamEvent latest) {
    return switch (latest) {
      case Started _, Piece _ -> "\"usage\":null";
      case Finished(var reason, var usage) ->
          "\"usage\":%s,\"reason\":\"%s\""
              .formatted(EventJson.usage(usage), EventJson.name(reason));
      case Failed(var failure, var usage) ->
          "\"usage\":%s,\"failure\":{%s}"
              .formatted(EventJson.usage(usage), EventJson.failure(failure));
    };
  }
}
