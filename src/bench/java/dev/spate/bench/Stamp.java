package dev.spate.bench;

/// What every token of the benchmark says of itself: its number in its stream, from 1, and the
/// nanosecond at which it was to be there, by [System#nanoTime], which is one clock for all
/// processes of a Linux machine: `@17 123456789012345 `.
final class Stamp {
  private static final char MARK = '@'; // which nothing else in an event has

  private State state = State.BEFORE;
  private long number;
  private long planned;

  private enum State {
    BEFORE,
    NUMBER,
    PLANNED,
    WHOLE
  }

  /// As a token has it.
  static String text(long number, long planned) {
    return "" + MARK + number + ' ' + planned + ' ';
  }

  /// Takes the next byte of an event's data.
  void read(byte b) {
    switch (state) {
      case BEFORE -> {
        if (b == MARK) state = State.NUMBER;
      }
      case NUMBER -> {
        if (b == ' ') state = State.PLANNED;
        else number = number * 10 + digit(b);
      }
      case PLANNED -> {
        if (b == ' ') state = State.WHOLE;
        else planned = planned * 10 + digit(b);
      }
      case WHOLE -> {}
    }
  }

  /// 0 where there was no stamp.
  long number() {
    return state == State.WHOLE ? number : 0;
  }

  long planned() {
    return state == State.WHOLE ? planned : 0;
  }

  void reset() {
    state = State.BEFORE;
    number = 0;
    planned = 0;
  }

  private static int digit(byte b) {
    if (b < '0' || b > '9') throw new IllegalStateException("a broken stamp, at byte " + b);
    return b - '0';
  }
}
