package dev.spate.wire;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.Bounds;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;

/// Reads the bounds of an answer, which have OpenAI's names, and are null where they are not:
/// `{"stop":["\n\n","END"],"max_tokens":100}`. `max_completion_tokens` wins over `max_tokens`.
public final class BoundsReader {
  /// So many stop sequences there may be.
  public static final int MOST = 4;

  /// So long each may be, in chars: as much text may be held back.
  public static final int MOST_CHARS = 256;

  private BoundsReader() {}

  /// Those of a prompt; [Bounds#NONE] if it has none.
  ///
  /// @throws BadPrompt if one is not as it must be
  public static Bounds of(JsonObject prompt) {
    var older = tokens("max_tokens", prompt);
    var newer = tokens("max_completion_tokens", prompt);
    return new Bounds(
        stop(prompt.getOrDefault("stop", JsonValue.NULL)),
        newer.orElse(older.orElse(Long.MAX_VALUE)));
  }

  private static OptionalLong tokens(String name, JsonObject prompt) {
    return switch (prompt.getOrDefault(name, JsonValue.NULL)) {
      case JsonNumber number -> OptionalLong.of(atLeastOne(name, number));
      case JsonValue value when value.equals(JsonValue.NULL) -> OptionalLong.empty();
      case JsonValue other -> throw bad(name, other);
    };
  }

  private static long atLeastOne(String name, JsonNumber number) {
    try {
      long tokens = number.longValueExact();
      if (tokens >= 1) return tokens;
    } catch (ArithmeticException _) {
      // no whole number, or a very large one
    }
    throw bad(name, number);
  }

  private static BadPrompt bad(String name, JsonValue value) {
    var written =
        value instanceof JsonString text ? "'" + text.getString() + "'" : value.toString();
    var shown = written.length() > 80 ? written.substring(0, 80) + "…" : written;
    return new BadPrompt(name, "is " + shown + ": it must be a whole number from 1 on");
  }

  private static List<String> stop(JsonValue value) {
    return switch (value) {
      case JsonString text -> List.of(sequence(text));
      case JsonArray texts when !texts.isEmpty() && texts.size() <= MOST ->
          texts.stream().map(BoundsReader::sequence).toList();
      case JsonValue other when other.equals(JsonValue.NULL) -> List.of();
      default -> throw badStop();
    };
  }

  private static String sequence(JsonValue value) {
    if (!(value instanceof JsonString text)) throw badStop();
    int chars = text.getString().length();
    if (chars == 0 || chars > MOST_CHARS) throw badStop();
    return text.getString();
  }

  private static BadPrompt badStop() {
    return new BadPrompt(
        "stop",
        "must be a text, or an array of 1 to %d, of 1 to %d characters each"
            .formatted(MOST, MOST_CHARS));
  }
}
