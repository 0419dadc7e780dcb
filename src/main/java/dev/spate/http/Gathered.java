package dev.spate.http;

import java.util.concurrent.atomic.AtomicInteger;

/// What one connection has gathered of a chunk. Helidon hands out a chunk when it is whole, however
/// large its client says it will be, so it takes its room while it comes.
final class Gathered {
  private final Room room;
  private final int mostBytes;
  private final AtomicInteger parts = new AtomicInteger();

  Gathered(Room room, int mostBytes) {
    this.room = room;
    this.mostBytes = mostBytes;
  }

  /// @param bytes how many it has now, and wants more
  /// @throws Problem if that is more than a body may have, or there is no room
  void grow(int bytes) {
    if (bytes > mostBytes) throw Bodies.tooLarge(mostBytes);
    int more = bytes / Room.PART_BYTES - parts.get();
    if (more <= 0) return;
    room.take(more);
    parts.addAndGet(more);
  }

  /// It was handed out, or nobody wants it any more. Any thread calls it.
  void release() {
    room.give(parts.getAndSet(0));
  }
}
