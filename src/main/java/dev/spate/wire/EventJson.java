package dev.spate.wire;

import static dev.spate.wire.JsonStrings.string;

import dev.spate.stream.Entry;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import java.util.Locale;

/// Events as Spate's own JSON, one object on one line: `{"text":"Why"}`.
final class EventJson {
  private EventJson() {}

  static String of(StreamId id, Entry entry) {
    return switch (entry.event()) {
      case Started started ->
          "{\"stream\":\""
              + id
              + "\",\"model\":"
              + string(started.model())
              + ",\"at\":\""
              + entry.at()
              + "\"}";
      case Text text -> "{\"text\":" + string(text.text()) + "}";
      case Reasoning reasoning -> "{\"reasoning\":" + string(reasoning.text()) + "}";
      case ToolCall call -> "{\"toolCall\":" + toolCall(call) + "}";
      case Extra extra -> "{\"extra\":" + oneLine(extra.json()) + "}";
      case Finished finished ->
          "{\"reason\":\""
              + name(finished.reason())
              + "\",\"usage\":"
              + usage(finished.usage())
              + "}";
      case Failed failed ->
          "{" + failure(failed.failure()) + ",\"usage\":" + usage(failed.usage()) + "}";
    };
  }

  static String name(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  static String usage(Usage usage) {
    return "{\"inputTokens\":"
        + usage.inputTokens()
        + ",\"outputTokens\":"
        + usage.outputTokens()
        + (usage.estimated() ? ",\"estimated\":true}" : "}");
  }

  /// Its members, without braces.
  static String failure(Failure failure) {
    return "\"code\":"
        + string(failure.code())
        + ",\"message\":"
        + string(failure.message())
        + ",\"retryable\":"
        + failure.retryable();
  }

  static String toolCall(ToolCall call) {
    return "{\"index\":"
        + call.index()
        + ",\"id\":"
        + string(call.id())
        + ",\"name\":"
        + string(call.name())
        + ",\"arguments\":"
        + string(call.arguments())
        + "}";
  }

  /// Line ends in JSON are white space, since those within its strings are escaped.
  static String oneLine(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }
}
