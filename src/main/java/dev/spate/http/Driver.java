package dev.spate.http;

import dev.spate.generation.Burst;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamLog.Batch;
import dev.spate.stream.StreamLog.Watch;
import dev.spate.wire.ByteFrames;
import dev.spate.wire.Format;
import dev.spate.wire.Frames;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Takes a reader along its log: reads what lies after its position, formats it, and writes it at
/// once. One thread at a time uses it.
public final class Driver {
  private final StreamLog log;
  private final Format format;
  private final ByteFrames frames;
  private final Duration heartbeat;
  private final long cursor; // what the reader has already
  private long position; // what the format has seen
  private volatile long latestNanos = System.nanoTime(); // when something was written

  /// @param format a fresh one, since it may fold the log from its start
  /// @param heartbeat how long nothing may be sent
  /// @param cursor the position up to which the reader has everything
  public Driver(StreamLog log, Format format, ByteFrames frames, Duration heartbeat, long cursor) {
    this.log = log;
    this.format = format;
    this.frames = frames;
    this.heartbeat = heartbeat;
    this.cursor = cursor;
    this.position = format.needsPast() ? StreamLog.START : cursor;
  }

  /// Writes every frame that lies after the cursor, the simple way: on a thread that blocks.
  /// Returns when the stream has ended.
  ///
  /// @throws InterruptedException when the client has left, as the request's own thread noticed
  void writeTo(OutputStream out) throws IOException, InterruptedException {
    Batch batch;
    do {
      batch = log.read(position, heartbeat);
      write(batch, out);
      if (batch.entries().size() >= Burst.MOST) Burst.giveWay(); // it might never block
    } while (!batch.last());
  }

  /// Writes what is there now, or a heartbeat if it is time for one. Never waits for more. Returns
  /// what it was.
  Batch writeNext(OutputStream out) throws IOException {
    var batch = log.read(position);
    if (!batch.entries().isEmpty() || isSilent()) write(batch, out);
    return batch;
  }

  /// In one write, all of it; or a heartbeat, if it is nothing.
  private void write(Batch batch, OutputStream out) throws IOException {
    for (var entry : batch.entries()) {
      format.write(entry, entry.position() > cursor ? frames : Frames.NONE);
      position = entry.position();
    }
    if (batch.entries().isEmpty() && !batch.last()) format.idle(frames);
    frames.flushTo(out);
    latestNanos = System.nanoTime();
  }

  /// Whether it is time for a heartbeat. Any thread may ask.
  boolean isSilent() {
    return System.nanoTime() - latestNanos >= heartbeat.toNanos();
  }

  /// Runs `onAppend` whenever its log grows, until closed. It must only enqueue.
  Watch watch(Runnable onAppend) {
    return log.watch(onAppend);
  }
}
