package dev.spate.openai;

import dev.spate.http.Streams;
import dev.spate.stream.StreamId;

/// How OpenAI names a stream: `chatcmpl-01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5`.
final class CompletionId {
  private static final String PREFIX = "chatcmpl-";

  private CompletionId() {}

  static String of(StreamId id) {
    return PREFIX + id;
  }

  /// The stream's own id is one too.
  ///
  /// @throws dev.spate.http.Problem if it has not the form of an id
  static StreamId parse(String text) {
    return Streams.id(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
  }
}
