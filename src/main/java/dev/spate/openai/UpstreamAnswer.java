package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.EventTooLong;
import dev.spate.wire.ForeignSse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of an upstream's answer, as events of ours: server-sent events, or, from one that was
/// asked for a stream and sends none, a single JSON object. Which it is its first byte says; types
/// are often wrong.
final class UpstreamAnswer {
  private final InputStream in;
  private final int mostBytes;
  private final ChunkReader chunks;
  private @Nullable ForeignSse stream; // once it is known to be one

  /// Reads `in`, whose reads may block.
  ///
  /// @param mostBytes of one event, or of a body that is none
  /// @param secrets which no failure is to tell
  UpstreamAnswer(InputStream in, int mostBytes, Secrets secrets) {
    this.in = in;
    this.mostBytes = mostBytes;
    this.chunks = new ChunkReader(secrets);
  }

  /// Waits for what happens next: pieces, perhaps none, or an end. Whatever ends the bytes, and be
  /// it a reset, it is the end of the answer, whole or not.
  ///
  /// @throws InterruptedException if the thread was, which has closed the connection
  List<StreamEvent> next() throws InterruptedException {
    try {
      if (stream == null) {
        int first = firstByte();
        if (first == '{') return chunks.readWhole(rest(first));
        if (first == '<') return invalid("markup instead of events");
        stream = new ForeignSse(from(first), mostBytes);
      }
      var event = stream.next();
      return event.isPresent() ? chunks.read(event.get()) : chunks.end();
    } catch (EventTooLong e) {
      return invalid(String.valueOf(e.getMessage()));
    } catch (IOException _) {
      if (Thread.interrupted()) throw new InterruptedException();
      return chunks.end();
    }
  }

  /// Whether it said how it finished, so that nothing but its usage may be missing.
  boolean hasFinished() {
    return chunks.hasFinished();
  }

  /// After blank lines. -1 if there is none.
  private int firstByte() throws IOException {
    int octet = in.read();
    while (octet == ' ' || octet == '\r' || octet == '\n') octet = in.read();
    return octet;
  }

  private String rest(int first) throws IOException {
    var rest = in.readNBytes(mostBytes);
    if (rest.length == mostBytes) throw new EventTooLong(mostBytes);
    return (char) first + new String(rest, UTF_8);
  }

  private InputStream from(int first) {
    if (first < 0) return InputStream.nullInputStream();
    return new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), in);
  }

  private static List<StreamEvent> invalid(String what) {
    return List.of(new Failed(UpstreamFailures.invalid(what), new Usage(0, 0, true)));
  }
}
