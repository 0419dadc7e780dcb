package dev.spate.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;

/// What a client is sent, in parts: it must take each within the write deadline. One thread at a
/// time writes.
final class TimedWrites implements DataWriter {
  private static final int PART_BYTES = 16 * 1024;

  private final DataWriter out;
  private final Gathered gathered;
  private final Duration limit;
  private final Deadline deadline = new Deadline();
  private boolean owed; // by whoever may write

  TimedWrites(DataWriter out, Gathered gathered, Duration limit) {
    this.out = out;
    this.gathered = gathered;
    this.limit = limit;
  }

  /// A request has begun to come, so there has to be a reply.
  void owe() {
    owed = true;
  }

  /// Whether nothing of that reply was written yet.
  boolean areOwed() {
    return owed;
  }

  boolean areLate(long now) {
    return deadline.isMissedAt(now);
  }

  @Override
  public void write(BufferData buffer) {
    if (owed) gathered.release(); // who replies has read what it wants
    owed = false;
    writeNow(buffer);
  }

  @Override
  public void write(BufferData... buffers) {
    write(BufferData.create(buffers));
  }

  /// Helidon sends `100 Continue` this way, which is no reply yet.
  @Override
  public void writeNow(BufferData buffer) {
    while (buffer.available() > PART_BYTES) {
      var part = new byte[PART_BYTES];
      buffer.read(part);
      writePart(BufferData.create(part));
    }
    writePart(buffer);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  private void writePart(BufferData part) {
    long due = Deadline.in(limit);
    deadline.begin(due);
    out.writeNow(part);
    deadline.end(due);
  }
}
