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
  private static final String RETRY = "retry: 1000\n";

  /// A comment without a blank line: some clients take the blank line after an id for an event.
  private static final byte[] HEARTBEAT = ": ka\n".getBytes(US_ASCII);

  private final String ids; // what they begin with; "" where there are none
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  /// `id` names the stream in each frame's id, so that a browser resumes by itself.
  public SseFrames(StreamId id) {
    this.ids = id + "-";
  }

  /// Without ids.
  public SseFrames() {
    this.ids = "";
  }

  @Override
  public void frame(String event, String data, long position) {
    var frame = new StringBuilder(data.length() + 64);
    boolean hasId = !ids.isEmpty() && position > 0;
    if (hasId) frame.append("id: ").append(ids).append(position).append('\n');
    if (!event.isEmpty()) frame.append("event: ").append(event).append('\n');
    if (hasId && position == 1) frame.append(RETRY);
    frame.append("data: ").append(data).append("\n\n");
    bytes.writeBytes(frame.toString().getBytes(UTF_8));
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
