package dev.spate.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/// Reads one HTTP/1.1 reply of server-sent events, however it is cut. Past the head it allocates
/// nothing, so that the client's own garbage is never taken for a server's delay.
final class Decoder {
  private static final int MOST_HEAD_CHARS = 16 * 1024;
  private static final byte[] DATA = "data:".getBytes(ISO_8859_1);

  private final Sink sink;
  private final StringBuilder head = new StringBuilder();
  private final Stamp stamp = new Stamp();
  private Part part = Part.HEAD;
  private boolean chunked;
  private long left; // bytes of the chunk that are yet to come
  private int column; // in a line of the body
  private boolean isData; // so far, the line is one of data
  private boolean hasData; // the event has such a line

  Decoder(Sink sink) {
    this.sink = sink;
  }

  /// Who is told what the reply says, on the thread that decodes.
  interface Sink {
    /// The head is there: `HTTP/1.1 200 OK`.
    void status(String line);

    /// An event that carries data, and a stamp, or 0 and 0 where it has none.
    void event(long number, long planned);

    /// The reply is whole.
    void end();
  }

  private enum Part {
    HEAD,
    SIZE,
    EXTENSION, // of a chunk, up to its line's end
    BODY,
    AFTER_CHUNK,
    OVER
  }

  void decode(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      switch (part) {
        case HEAD -> head(b);
        case SIZE -> size(b);
        case EXTENSION -> extension(b);
        case BODY -> body(b);
        case AFTER_CHUNK -> {
          if (b == '\n') part = Part.SIZE;
        }
        case OVER -> {}
      }
    }
  }

  private void head(byte b) {
    head.append((char) b);
    int end = head.length();
    if (end > MOST_HEAD_CHARS) throw new IllegalStateException("no head of a reply: " + head);
    if (b != '\n' || end < 4 || !head.substring(end - 4).equals("\r\n\r\n")) return;
    var text = head.toString();
    chunked = text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    part = chunked ? Part.SIZE : Part.BODY;
    head.setLength(0);
    sink.status(text.lines().findFirst().orElse(""));
  }

  private void size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) left = left * 16 + digit;
    else if (b == '\n') startChunk();
    else part = Part.EXTENSION;
  }

  private void extension(byte b) {
    if (b == '\n') startChunk();
  }

  private void startChunk() {
    part = left == 0 ? Part.OVER : Part.BODY;
    if (left == 0) sink.end();
  }

  private void body(byte b) {
    if (b == '\n') endLine();
    else if (b != '\r') inLine(b);
    if (chunked && --left == 0) part = Part.AFTER_CHUNK;
  }

  private void inLine(byte b) {
    if (column == 0) isData = true;
    if (column < DATA.length) isData &= b == DATA[column];
    else if (isData) stamp.read(b);
    column++;
  }

  private void endLine() {
    boolean isBlank = column == 0;
    if (column >= DATA.length && isData) hasData = true;
    column = 0;
    if (!isBlank) return;
    if (hasData) sink.event(stamp.number(), stamp.planned());
    hasData = false;
    stamp.reset();
  }
}
