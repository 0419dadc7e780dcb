package dev.spate.wire;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads JSON that a stranger wrote (RFC 8259).
public final class ForeignJson {
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private ForeignJson() {}

  /// The value that `text` is.
  ///
  /// @throws BadJson if it is not JSON, nested deeper than `depth`, or has a number beyond reason
  public static JsonValue parse(String text, int depth) {
    try {
      measure(text, depth);
      try (var reader = READERS.createReader(new StringReader(text))) {
        return reader.readValue();
      }
    } catch (JsonParsingException e) {
      throw new BadJson("is not JSON: " + reason(text, e.getLocation()));
    } catch (JsonException e) {
      throw new BadJson("is not JSON: " + e.getMessage());
    } catch (NumberFormatException | UnsupportedOperationException e) { // what Parsson throws then
      throw new BadJson("has a number of too many digits");
    }
  }

  /// The member `name` of the object that `text` is, without a look at the values of the others.
  /// Empty if it has none.
  ///
  /// @throws BadJson if what comes before it is not JSON
  public static Optional<JsonValue> member(String name, String text) {
    try (var parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      while (parser.next() == Event.KEY_NAME) {
        boolean found = parser.getString().equals(name);
        var begun = parser.next();
        if (found) return Optional.of(parser.getValue());
        if (begun == Event.START_OBJECT) parser.skipObject();
        if (begun == Event.START_ARRAY) parser.skipArray();
      }
      return Optional.empty();
    } catch (JsonException | NoSuchElementException e) {
      throw new BadJson("is not JSON: " + e.getMessage());
    }
  }

  /// An equal value as text, in which UTF-8 carries every character.
  public static String of(JsonValue value) {
    return LONE_SURROGATE
        .matcher(value.toString())
        .replaceAll(lone -> "\\\\u%04x".formatted((int) lone.group().charAt(0)));
  }

  /// Parsson's own has the character's number, and counts on behind the end.
  private static String reason(String text, JsonLocation at) {
    int offset = (int) at.getStreamOffset();
    if (offset < 0 || offset >= text.length()) return "it breaks off";
    int found = text.codePointAt(offset);
    var shown = found < ' ' ? "U+%04X".formatted(found) : "'" + Character.toString(found) + "'";
    return "%s is unexpected, in line %d, column %d"
        .formatted(shown, at.getLineNumber(), at.getColumnNumber());
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
        if (open > depth) throw new BadJson("is nested deeper than " + depth + " levels");
      }
    }
  }
}
