package dev.spate.openai;

import dev.spate.stream.StreamEvent.Reason;

/// Why an answer ended, in OpenAI's words. It has none for one that was cancelled, and closed enums
/// break on any other, so that is `length`, and `"x_finish":"cancelled"` beside it.
final class FinishReason {
  private FinishReason() {}

  static String of(Reason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH, CANCELLED -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }

  /// The further member, after others, or `""`.
  static String more(Reason reason) {
    return isCancelled(reason) ? ",\"x_finish\":\"cancelled\"" : "";
  }

  static boolean isCancelled(Reason reason) {
    return reason == Reason.CANCELLED;
  }
}
