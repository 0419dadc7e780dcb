package dev.spate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The load client's decoder, on replies as servers write them.
class BenchDecoderTest {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + chunk(";why=not", ": a comment\nid: 1\ndata: {}\n\n")
          + chunk("", "id: 2@3 4 \ndata: {\"text\":\"@17 1234567 \"}\n\n")
          + chunk("", "event: more\r\ndata: {\"a\":\r\ndata:\"@18 1234568 xx\"}\r\n\r\nda")
          + chunk("", "ta: without a stamp\n\nid: 3\n\n")
          + "0\r\n\r\n";

  @Test
  void readsTheSameHoweverItIsCut() {
    var whole = read(CHUNKED, CHUNKED.length());

    assertThat(whole)
        .containsExactly(
            "HTTP/1.1 200 OK", "0 at 0", "17 at 1234567", "18 at 1234568", "0 at 0", "end");
    for (int length = 1; length < CHUNKED.length(); length++) {
      assertThat(read(CHUNKED, length)).as("by " + length).isEqualTo(whole);
    }
  }

  @Test
  void readsABodyThatLastsUntilTheConnectionIsClosed() {
    var reply = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ndata: @1 2 \r\n\r\ndata: @2 3 \n\n";

    assertThat(read(reply, 7)).containsExactly("HTTP/1.1 200 OK", "1 at 2", "2 at 3");
  }

  private static String chunk(String extension, String text) {
    return Integer.toHexString(text.length()) + extension + "\r\n" + text + "\r\n";
  }

  private static List<String> read(String reply, int length) {
    var journal = new Journal();
    var decoder = new Decoder(journal);
    var bytes = reply.getBytes(US_ASCII);
    for (int from = 0; from < bytes.length; from += length) {
      int to = Math.min(from + length, bytes.length);
      decoder.decode(Arrays.copyOfRange(bytes, from, to), to - from);
    }
    return journal.lines;
  }

  private static final class Journal implements Decoder.Sink {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void status(String line) {
      lines.add(line);
    }

    @Override
    public void event(long number, long planned) {
      lines.add(number + " at " + planned);
    }

    @Override
    public void end() {
      lines.add("end");
    }
  }
}
