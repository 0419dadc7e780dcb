package dev.spate.wire;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/// Reads JSON that a stranger sent (RFC 8259).
final class JsonText {
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private JsonText() {}

  /// @throws BadPrompt if it is not JSON, or nested deeper than `depth`
  static JsonValue parse(String text, int depth) {
    try {
      measure(text, depth);
      return read(text);
    } catch (JsonException e) {
      throw new BadPrompt("the body is not JSON: " + e.getMessage());
    }
  }

  /// What was parsed before.
  static JsonValue read(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /// Before anything recursive happens.
  private static void measure(String text, int depth) {
    int open = 0;
    try (var parser = PARSERS.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_OBJECT, START_ARRAY -> open++;
          case END_OBJECT, END_ARRAY -> open--;
          default -> {}
        }
        if (open > depth)
          throw new BadPrompt("the body is nested deeper than " + depth + " levels");
      }
    }
  }
}
