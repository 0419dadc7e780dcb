package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Server-sent events that a stranger writes (WHATWG HTML §9.2), as they come, cut anywhere: lines
/// that end in CR, LF or both, comments, data over several lines, a byte order mark.
///
/// ```
/// : ping
/// event: error
/// data: {"error":"overloaded"}
/// ```
///
/// One thread reads it. `id` and `retry` are not for it, since it never comes back.
public final class ForeignSse {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int mostBytes;
  private final byte[] received = new byte[8 * 1024];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private String type = "";
  private boolean hasData;
  private boolean isFirstLine = true;
  private boolean afterCr; // where a line feed ends no other line
  private int next;
  private int end;

  /// Reads `in`, whose reads may block, and does not close it.
  ///
  /// @param mostBytes of one event
  public ForeignSse(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /// An event that has data.
  ///
  /// @param type `""` where none was named
  /// @param cut whether the bytes ended before its blank line: it may lack something
  public record Event(String type, String data, boolean cut) {}

  /// The next event, or empty when the bytes have ended. The standard drops an event that lacks its
  /// blank line; many an upstream forgets it after its last one.
  ///
  /// @throws EventTooLong if it is larger than it may be
  /// @throws IOException if the bytes broke off
  public Optional<Event> next() throws IOException {
    while (true) {
      while (findLineEnd()) {
        if (line.size() == 0 && hasData) return Optional.of(event(false));
        endLine();
      }
      next = 0;
      end = Math.max(in.read(received), 0);
      if (end == 0) return atEnd();
    }
  }

  private Optional<Event> atEnd() {
    if (line.size() > 0) endLine();
    return hasData ? Optional.of(event(true)) : Optional.empty();
  }

  /// Takes what was received up to the end of the line. False if that is yet to come: whoever ends
  /// a line by CR need not send anything more.
  private boolean findLineEnd() {
    if (afterCr && next < end) {
      if (received[next] == '\n') next++;
      afterCr = false;
    }
    int from = next;
    while (next < end && received[next] != '\n' && received[next] != '\r') next++;
    if (line.size() + data.size() + next - from > mostBytes) throw new EventTooLong(mostBytes);
    line.write(received, from, next - from);
    if (next == end) return false;
    afterCr = received[next++] == '\r';
    return true;
  }

  private void endLine() {
    var bytes = line.toByteArray();
    line.reset();
    int from = isFirstLine && startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    isFirstLine = false;
    if (from == bytes.length) type = ""; // a blank line, without data before it
    else field(bytes, from);
  }

  private void field(byte[] line, int from) {
    int colon = from;
    while (colon < line.length && line[colon] != ':') colon++;
    int value = colon + 1 < line.length && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
    value = Math.min(value, line.length);
    switch (new String(line, from, colon - from, UTF_8)) {
      case "event" -> type = new String(line, value, line.length - value, UTF_8);
      case "data" -> {
        if (hasData) data.write('\n');
        data.write(line, value, line.length - value);
        hasData = true;
      }
      default -> {} // a comment has no name
    }
  }

  private Event event(boolean cut) {
    var event = new Event(type, data.toString(UTF_8), cut);
    type = "";
    data.reset();
    hasData = false;
    return event;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
