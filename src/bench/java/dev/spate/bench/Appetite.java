package dev.spate.bench;

/// How a reader reads.
enum Appetite {
  /// Whatever comes, at once.
  HEALTHY(Integer.MAX_VALUE),
  /// Less than comes, steadily.
  SLOW(200),
  /// Nothing at all: its window closes.
  STUCK(0);

  /// A sip every tenth of a second, in bytes.
  final int sip;

  Appetite(int sip) {
    this.sip = sip;
  }
}
