package dev.spate.wire;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads JSON that a stranger sent (RFC 8259).
final class ForeignJson {
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private ForeignJson() {}

  /// @throws BadPrompt if it is not JSON, nested deeper than `depth`, or has a number beyond reason
  static JsonValue parse(String text, int depth) {
    try {
      measure(text, depth);
      try (var reader = READERS.createReader(new StringReader(text))) {
        return reader.readValue();
      }
    } catch (JsonException e) {
      throw new BadPrompt("the body is not JSON: " + e.getMessage());
    } catch (NumberFormatException | UnsupportedOperationException e) { // what Parsson throws then
      throw new BadPrompt("a number in the body has too many digits");
    }
  }

  /// An equal value as text, in which UTF-8 carries every character.
  static String of(JsonValue value) {
    return LONE_SURROGATE
        .matcher(value.toString())
        .replaceAll(lone -> "\\\\u%04x".formatted((int) lone.group().charAt(0)));
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
