package dev.spate.wire;

import java.util.HexFormat;

/// Strings as JSON text (RFC 8259 §7), for frames, where a builder would cost more than the frame.
public final class JsonStrings {
  private static final HexFormat HEX = HexFormat.of();

  private JsonStrings() {}

  /// `text` in quotes.
  public static String string(String text) {
    return '"' + escaped(text) + '"';
  }

  /// What stands between the quotes. What UTF-8 can't carry, a lone surrogate, is escaped.
  static String escaped(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) plain++;
    if (plain == text.length()) return text;
    var json = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ' || isLoneSurrogate(text, i)) json.append("\\u").append(HEX.toHexDigits(c));
          else json.append(c);
        }
      }
    }
    return json.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) return false;
    boolean paired =
        Character.isHighSurrogate(c)
            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    return !paired;
  }
}
