package dev.spate.simulation;

import dev.spate.generation.Prompt;

/// How many tokens a prompt has: counted as far as that is quickly done, and in proportion beyond.
record InputCount(long tokens, boolean estimated) {
  private static final int MOST_CHARS = 64 * 1024;

  static InputCount of(Prompt prompt) {
    long tokens = 0;
    long chars = 0;
    long counted = 0;
    for (var message : prompt.messages()) {
      int part = (int) Math.min(message.text().length(), MOST_CHARS - counted);
      tokens += count(message.text().substring(0, part));
      counted += part;
      chars += message.text().length();
    }
    return chars == counted
        ? new InputCount(tokens, false)
        : new InputCount(tokens * chars / counted, true);
  }

  private static long count(String text) {
    long count = 0;
    for (var tokens = new Tokens(text); tokens.hasNext(); tokens.next()) count++;
    return count;
  }
}
