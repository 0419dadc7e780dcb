package dev.spate.wire;

import dev.spate.stream.StreamSummary;
import java.util.Locale;

/// Summaries of streams as JSON: `{"id","model","state","position","readers","at"}`.
public final class SummaryJson {
  private SummaryJson() {}

  /// A stream that has `readers`.
  public static String of(StreamSummary summary, int readers) {
    return "{%s,\"at\":\"%s\"}".formatted(members(summary, readers), summary.at());
  }

  /// What a snapshot begins with too.
  static String members(StreamSummary summary, int readers) {
    return "\"id\":\"%s\",\"model\":%s,\"state\":\"%s\",\"position\":%d,\"readers\":%d"
        .formatted(
            summary.id(),
            JsonStrings.string(summary.model()),
            summary.state().name().toLowerCase(Locale.ROOT),
            summary.position(),
            readers);
  }
}
