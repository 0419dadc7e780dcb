package dev.spate.wire;

import static dev.spate.wire.JsonStrings.escaped;
import static dev.spate.wire.JsonStrings.string;

import dev.spate.stream.Entry;
import dev.spate.stream.StreamEvent;
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
import java.io.IOException;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A stream as one JSON object, as far as it has come. It is written while the log is read, once
/// for each member, so that the text of a large one is nowhere whole.
///
/// `{"id":"…","model":"echo","state":"finished","position":4,"readers":1,"request":{"prompt":"Hi"},
/// "text":"Hi","reasoning":"","toolCalls":[],"usage":{"inputTokens":1,"outputTokens":1},
/// "reason":"stop"}`; a failed one has `"failure":{"code","message","retryable"}` instead.
public final class Snapshot {
  private static final int PART_CHARS = 8 * 1024;

  private final StreamLog log;
  private final Entry first;
  private Entry latest;

  private Snapshot(StreamLog log) {
    this.log = log;
    this.first = log.read(StreamLog.START).entries().getFirst();
    this.latest = first;
  }

  /// Writes the whole log of stream `id` as of now, which has `readers`.
  public static void write(StreamId id, StreamLog log, int readers, Appendable out)
      throws IOException {
    var snapshot = new Snapshot(log);
    for (var batch = log.read(1); !batch.entries().isEmpty(); ) {
      snapshot.latest = batch.entries().getLast();
      batch = log.read(snapshot.latest.position());
    }
    snapshot.write(id, readers, out);
  }

  private void write(StreamId id, int readers, Appendable out) throws IOException {
    var start = (Started) first.event();
    var summary =
        new StreamSummary(id, start.model(), latest.event(), latest.position(), first.at());
    out.append('{').append(SummaryJson.members(summary, readers));
    out.append(",\"request\":");
    inParts(start.request(), out);
    out.append(",\"text\":\"");
    each(event -> {
      if (event instanceof Text(var text)) out.append(escaped(text));
    });
    out.append("\",\"reasoning\":\"");
    each(event -> {
      if (event instanceof Reasoning(var text)) out.append(escaped(text));
    });
    out.append("\",\"toolCalls\":").append(toolCalls()).append(end(latest.event())).append('}');
  }

  /// A writer copies what it is given, and may have to keep the copy for long.
  private static void inParts(String json, Appendable out) throws IOException {
    for (int from = 0; from < json.length(); from += PART_CHARS) {
      out.append(json, from, Math.min(from + PART_CHARS, json.length()));
    }
  }

  private interface Visitor {
    void visit(StreamEvent event) throws IOException;
  }

  /// From the first to the latest.
  private void each(Visitor visitor) throws IOException {
    for (long position = StreamLog.START; position < latest.position(); ) {
      for (var entry : log.read(position).entries()) {
        if (entry.position() <= latest.position()) visitor.visit(entry.event());
        position = entry.position();
      }
    }
  }

  /// A call whose fragments are joined.
  private record Joined(ToolCall first, StringBuilder arguments) {
    String json() {
      return EventJson.toolCall(
          new ToolCall(first.index(), first.id(), first.name(), arguments.toString()));
    }
  }

  private String toolCalls() throws IOException {
    var calls = new TreeMap<Integer, Joined>();
    each(event -> {
      if (!(event instanceof ToolCall call)) return;
      calls
          .computeIfAbsent(call.index(), _ -> new Joined(call, new StringBuilder()))
          .arguments()
          .append(call.arguments());
    });
    return calls.values().stream().map(Joined::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String end(StreamEvent latest) {
    return switch (latest) {
      case Started _, Piece _ -> ",\"usage\":null";
      case Finished(var reason, var usage) ->
          ",\"usage\":%s,\"reason\":%s"
              .formatted(EventJson.usage(usage), string(EventJson.name(reason)));
      case Failed(var failure, var usage) ->
          ",\"usage\":%s,\"failure\":{%s}"
              .formatted(EventJson.usage(usage), EventJson.failure(failure));
    };
  }
}
