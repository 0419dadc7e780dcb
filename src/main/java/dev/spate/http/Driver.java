package dev.spate.http;

import dev.spate.generation.Burst;
import dev.spate.stream.StreamLog;
import dev.spate.stream.StreamLog.Batch;
import dev.spate.wire.ByteFrames;
import dev.spate.wire.Format;
import dev.spate.wire.Frames;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Drives a reader to the end of its log: the simple way, on a thread that blocks.
public final class Driver {
  private final StreamLog log;
  private final Format format;
  private final ByteFrames frames;
  private final Duration heartbeat;

  /// @param format a fresh one, since it may fold the log from its start
  /// @param heartbeat how long nothing may be sent
  public Driver(StreamLog log, Format format, ByteFrames frames, Duration heartbeat) {
    this.log = log;
    this.format = format;
    this.frames = frames;
    this.heartbeat = heartbeat;
  }

  /// Writes every frame that lies after position `cursor`. Returns when the stream has ended.
  ///
  /// @throws InterruptedException when the client has left, as the request's own thread noticed
  public void writeTo(OutputStream out, long cursor) throws IOException, InterruptedException {
    long position = format.needsPast() ? StreamLog.START : cursor;
    Batch batch;
    do {
      batch = log.read(position, heartbeat);
      for (var entry : batch.entries()) {
        format.write(entry, entry.position() > cursor ? frames : Frames.NONE);
        position = entry.position();
      }
      if (batch.entries().isEmpty() && !batch.last()) format.idle(frames);
      frames.flushTo(out); // one write for all that was there
      if (batch.entries().size() >= Burst.MOST) Burst.giveWay(); // it might never block
    } while (!batch.last());
  }
}
