package dev.spate.openai;

import dev.spate.wire.ForeignJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/// What chunks say beside the answer: `{"include_usage":true,"include_obfuscation":true}`, a
/// request's `stream_options`.
///
/// @param usage in a chunk of its own, the last
/// @param obfuscation padding, so that the size of a chunk doesn't tell the token
record ChunkOptions(boolean usage, boolean obfuscation) {

  static ChunkOptions of(JsonValue streamOptions) {
    return streamOptions instanceof JsonObject options
        ? new ChunkOptions(is("include_usage", options), is("include_obfuscation", options))
        : new ChunkOptions(false, false);
  }

  /// As the request said that started a stream.
  static ChunkOptions ofRequest(String json) {
    return of(ForeignJson.member("stream_options", json).orElse(JsonValue.NULL));
  }

  private static boolean is(String name, JsonObject options) {
    return JsonValue.TRUE.equals(options.get(name));
  }
}
