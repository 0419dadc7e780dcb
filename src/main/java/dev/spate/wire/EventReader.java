package dev.spate.wire;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads events as they stand in NDJSON, one object a line: what `GET /v1/streams/{id}` sends as
/// `application/x-ndjson`, and what whoever writes by hand makes shorter.
///
/// ```
/// {"position":2,"ms":212,"text":"Why"}
/// {"text":" SSE?"}
/// {"event":"finished","reason":"stop"}
/// ```
public final class EventReader {
  private static final int DEPTH = 64;

  private EventReader() {}

  /// One event, and how many milliseconds after the start, if it says so.
  public record Line(OptionalLong ms, StreamEvent event) {}

  /// Empty for a blank line, which is a heartbeat. A `started` has only its model. Without usage it
  /// is 0, estimated; without `status` a failure deserves 502.
  ///
  /// @throws BadJson if it is no event
  public static Optional<Line> line(String json) {
    if (json.isBlank()) return Optional.empty();
    if (!(ForeignJson.parse(json, DEPTH) instanceof JsonObject object)) {
      throw new BadJson("must be an object: {\"text\":\"Why\"}");
    }
    return Optional.of(new Line(ms(object), event(object)));
  }

  private static OptionalLong ms(JsonObject object) {
    return object.containsKey("ms") ? OptionalLong.of(count(object, "ms")) : OptionalLong.empty();
  }

  private static StreamEvent event(JsonObject object) {
    return switch (text(object, "event")) {
      case "" -> piece(object);
      case "started" -> new Started("", text(object, "model"), "{}");
      case "finished" -> new Finished(reason(text(object, "reason")), usage(object));
      case "failed" -> new Failed(failure(object), usage(object));
      default -> throw new BadJson("has an 'event' other than started, finished or failed");
    };
  }

  private static StreamEvent.Piece piece(JsonObject object) {
    if (object.containsKey("text")) return new Text(text(object, "text"));
    if (object.containsKey("reasoning")) return new Reasoning(text(object, "reasoning"));
    if (object.containsKey("toolCall")) return toolCall(child(object, "toolCall"));
    if (object.containsKey("extra")) return new Extra(ForeignJson.of(child(object, "extra")));
    throw new BadJson("needs one of 'text', 'reasoning', 'toolCall', 'extra' or 'event'");
  }

  private static ToolCall toolCall(JsonObject call) {
    long index = count(call, "index");
    if (index > Integer.MAX_VALUE) throw new BadJson("has an 'index' that is too large");
    return new ToolCall((int) index, text(call, "id"), text(call, "name"), text(call, "arguments"));
  }

  private static Failure failure(JsonObject object) {
    var code = text(object, "code");
    if (code.isEmpty()) throw new BadJson("needs a 'code', which names the failure");
    var message = text(object, "message");
    boolean retryable = flag(object, "retryable");
    return new Failure(code, message, status(object), retryable, Optional.empty(), "");
  }

  private static int status(JsonObject failure) {
    if (!failure.containsKey("status")) return 502;
    long status = count(failure, "status");
    if (status < 400 || status > 599) throw new BadJson("has a 'status' that is not 400 to 599");
    return (int) status;
  }

  private static Reason reason(String name) {
    return Arrays.stream(Reason.values())
        .filter(reason -> EventJson.name(reason).equals(name))
        .findFirst()
        .orElseThrow(() -> new BadJson("has no such 'reason': '" + name + "'"));
  }

  private static Usage usage(JsonObject object) {
    if (!object.containsKey("usage")) return new Usage(0, 0, true);
    var usage = child(object, "usage");
    boolean estimated = flag(usage, "estimated");
    return new Usage(count(usage, "inputTokens"), count(usage, "outputTokens"), estimated);
  }

  private static JsonObject child(JsonObject object, String name) {
    if (object.get(name) instanceof JsonObject child) return child;
    throw new BadJson("has a '" + name + "' that is no object");
  }

  private static String text(JsonObject object, String name) {
    return switch (object.getOrDefault(name, JsonValue.NULL)) {
      case JsonString text -> text.getString();
      case JsonValue other when other.getValueType() == ValueType.NULL -> "";
      default -> throw new BadJson("has a '" + name + "' that is no string");
    };
  }

  private static boolean flag(JsonObject object, String name) {
    return switch (object.getOrDefault(name, JsonValue.FALSE).getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw new BadJson("has a '" + name + "' that is neither true nor false");
    };
  }

  private static long count(JsonObject object, String name) {
    if (!object.containsKey(name)) return 0;
    if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
      long count = number.longValue();
      if (count >= 0) return count;
    }
    throw new BadJson("has a '" + name + "' that is no whole number from 0");
  }
}
