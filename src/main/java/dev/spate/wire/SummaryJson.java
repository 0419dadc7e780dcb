package dev.spate.wire;

import static dev.spate.wire.JsonStrings.string;

import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamSummary;
import java.util.Locale;

/// Summaries of streams as JSON: `{"id","model","state","position","readers","at"}`, and of one
/// that has ended `"reason"`, or `"code"` if it failed.
public final class SummaryJson {
  private SummaryJson() {}

  /// A stream that has `readers`.
  public static String of(StreamSummary summary, int readers) {
    return "{%s,\"at\":\"%s\"%s}"
        .formatted(members(summary, readers), summary.at(), end(summary.latest()));
  }

  private static String end(StreamEvent latest) {
    return switch (latest) {
      case Started _, Piece _ -> "";
      case Finished(var reason, _) -> ",\"reason\":" + string(EventJson.name(reason));
      case Failed(var failure, _) -> ",\"code\":" + string(failure.code());
    };
  }

  /// What a snapshot begins with too.
  static String members(StreamSummary summary, int readers) {
    return "\"id\":\"%s\",\"model\":%s,\"state\":\"%s\",\"position\":%d,\"readers\":%d"
        .formatted(
            summary.id(),
            string(summary.model()),
            summary.state().name().toLowerCase(Locale.ROOT),
            summary.position(),
            readers);
  }
}
