package dev.spate.bench;

import java.util.Arrays;

/// The numbers of the tokens that a stream has brought: 1, 2, 3, … when all is well.
final class Sequence {
  private static final long MOST = 100_000_000;

  private long[] seen = new long[1]; // a bit each
  private long distinct;
  private long highest;
  private long duplicates;
  private long disordered;

  void add(long number) {
    if (number > MOST) throw new IllegalStateException("a stream's token number " + number);
    int word = (int) (number >> 6);
    if (word >= seen.length) seen = Arrays.copyOf(seen, 2 * word);
    long bit = 1L << number;
    if ((seen[word] & bit) != 0) {
      duplicates++;
      return;
    }
    seen[word] |= bit;
    distinct++;
    if (number < highest) disordered++;
    else highest = number;
  }

  /// Those that never came, although a later one did, or at least so many should have.
  long lost(int owed) {
    return Math.max(highest, owed) - distinct;
  }

  long duplicates() {
    return duplicates;
  }

  /// Those that came after one with a higher number.
  long disordered() {
    return disordered;
  }
}
