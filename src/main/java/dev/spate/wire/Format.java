package dev.spate.wire;

import dev.spate.stream.Entry;

/// How entries look in one protocol. One instance a reader, given every entry from the first on, so
/// that ids, numbers and indexes are the same on each replay; those that the reader has already go
/// to [Frames#NONE].
public interface Format {

  /// Writes no frame, one, or several; the last of them carries the entry's position.
  void write(Entry entry, Frames out);

  /// False if it keeps nothing from entry to entry, so that a reader may begin at its cursor.
  default boolean needsPast() {
    return true;
  }

  /// Nothing happened for a while: whatever keeps proxies patient and clients unharmed.
  default void idle(Frames out) {
    out.heartbeat();
  }
}
