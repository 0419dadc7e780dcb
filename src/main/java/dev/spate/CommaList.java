package dev.spate;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A list as one text: `a, b`. Within an item, a comma is written `\,` and a backslash `\\`.
final class CommaList {
  private static final Pattern ITEM = Pattern.compile("(?:[^,\\\\]|\\\\.?)+", Pattern.DOTALL);
  private static final Pattern ESCAPED = Pattern.compile("\\\\([,\\\\])");
  private static final Pattern SPECIAL = Pattern.compile("[,\\\\]");

  private CommaList() {}

  static String join(List<String> items) {
    return String.join(
        ",", items.stream().map(item -> SPECIAL.matcher(item).replaceAll("\\\\$0")).toList());
  }

  /// Without the space around its items, and without those that are empty.
  static List<String> split(String text) {
    return ITEM.matcher(text)
        .results()
        .map(item -> ESCAPED.matcher(item.group()).replaceAll("$1").strip())
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }
}
