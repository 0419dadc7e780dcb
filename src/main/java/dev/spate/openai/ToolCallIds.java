package dev.spate.openai;

import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamId;
import java.util.HashSet;
import java.util.Set;

/// The ids of an answer's tool calls: each call has one, which is said with its first fragment and
/// never again, since some clients join what they are told twice.
final class ToolCallIds {
  private final StreamId stream;
  private final Set<Integer> begun = new HashSet<>();

  ToolCallIds(StreamId stream) {
    this.stream = stream;
  }

  /// Whether it is the first fragment of its call.
  boolean begins(ToolCall call) {
    return begun.add(call.index());
  }

  /// Where the backend gave none, one that no other call has.
  String id(ToolCall call) {
    return call.id().isEmpty() ? "call_" + stream + "_" + call.index() : call.id();
  }
}
