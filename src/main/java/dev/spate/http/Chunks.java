package dev.spate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.OutputStream;

/// The body of a reply whose length nobody knows yet, as chunks (RFC 9112 §7.1): each write is one,
/// and leaves at once. Helidon's own stream would copy it twice more. The last chunk is Helidon's.
final class Chunks extends OutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final DataWriter out;

  Chunks(DataWriter out) {
    this.out = out;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (length == 0) return; // it would be the last
    var size = Integer.toHexString(length).getBytes(US_ASCII);
    var chunk = BufferData.create(size.length + length + 2 * LINE_END.length);
    chunk.write(size);
    chunk.write(LINE_END);
    chunk.write(bytes, from, length);
    chunk.write(LINE_END);
    out.writeNow(chunk);
  }
}
