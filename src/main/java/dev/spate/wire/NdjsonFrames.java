package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Frames as lines, one JSON value each; an empty line is a heartbeat. Names and positions are not
/// written: the values have them, in [NativeFormat.Form#WHOLE].
public final class NdjsonFrames implements ByteFrames {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  @Override
  public void frame(String event, String data, long position) {
    bytes.writeBytes((data + '\n').getBytes(UTF_8));
  }

  @Override
  public void heartbeat() {
    bytes.write('\n');
  }

  @Override
  public void flushTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
    bytes.reset();
    out.flush();
  }
}
