package dev.spate.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.stream.StreamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Frames as server-sent events (WHATWG HTML §9.2):
///
/// ```
/// id: 01kawz6v4q…-2
/// data: {"text":"Why"}
/// ```
///
/// Without ids, for clients that break on them, a frame has at most a name beside its data.
public final class SseFrames implements ByteFrames {
  /// A browser that lost the connection comes back after a second.
  private static final byte[] RETRY = "retry: 1000\n".getBytes(US_ASCII);

  /// A comment without a blank line: some clients take the blank line after an id for an event.
  private static final byte[] HEARTBEAT = ": ka\n".getBytes(US_ASCII);

  private static final byte[] ID = "id: ".getBytes(US_ASCII);
  private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);

  private final byte[] ids; // what they begin with; empty where there are none
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  /// `id` names the stream in each frame's id, so that a browser resumes by itself.
  public SseFrames(StreamId id) {
    this.ids = (id + "-").getBytes(US_ASCII);
  }

  /// Without ids.
  public SseFrames() {
    this.ids = new byte[0];
  }

  @Override
  public void frame(String event, String data, long position) {
    boolean hasId = ids.length > 0 && position > 0;
    if (hasId) {
      bytes.writeBytes(ID);
      bytes.writeBytes(ids);
      line(Long.toString(position));
    }
    if (!event.isEmpty()) {
      bytes.writeBytes(EVENT);
      line(event);
    }
    if (hasId && position == 1) bytes.writeBytes(RETRY);
    bytes.writeBytes(DATA);
    line(data);
    bytes.write('\n');
  }

  private void line(String rest) {
    bytes.writeBytes(rest.getBytes(UTF_8));
    bytes.write('\n');
  }

  @Override
  public void heartbeat() {
    bytes.writeBytes(HEARTBEAT);
  }

  @Override
  public void flushTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
    bytes.reset();
    out.flush();
  }
}
