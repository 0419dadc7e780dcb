package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.wire.ForeignSse.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignSseTest {
  private static final int MOST_BYTES = 100;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`data: a⏎⏎data: b⏎⏎`               | a / b",
        "`data:a⏎⏎data:  b⏎⏎`               | `a /  b`",
        "`data: a⏎data: b⏎data⏎data: c⏎⏎`   | `a+b++c`",
        "`: hello⏎⏎:⏎data: a⏎: within⏎⏎`    | a",
        "`⏎⏎⏎data: a⏎⏎⏎⏎`                   | a",
        "`event: ping⏎⏎data: a⏎⏎`           | a",
        "`event: error⏎data: a⏎⏎data: b⏎⏎`  | `error=a / b`",
        "`data: a⏎event: error⏎⏎`           | `error=a`",
        "`id: 7⏎retry: 1⏎data: a⏎⏎`         | a",
        "`retry: 1⏎⏎id: 7⏎⏎data: a⏎⏎`       | a",
        "`Data: x⏎ data: y⏎data : z⏎⏎`      | ``",
        "`data: {\"a:b\": 1}⏎⏎`             | `{\"a:b\": 1}`",
        "`data: 为什么 🦆⏎⏎`                | 为什么 🦆",
        "`data⏎⏎data:⏎⏎data: a⏎⏎`           | ` /  / a`",
        "`data: a⏎⏎data: b⏎`                | a / b…",
        "`data: a⏎⏎event: error⏎data: b⏎`   | a / error=b…",
        "`data: a⏎⏎data: b`                 | a / b…",
        "`data: a⏎⏎: bye⏎event: b`          | a",
        "``                                 | ``",
      })
  void readsEventsWhereverTheyAreCut(String text, String events) throws IOException {
    for (var lineEnd : List.of("\n", "\r\n", "\r")) {
      for (int size : List.of(1, 2, 3, 7, 1_000)) {
        for (var start : List.of("", "\uFEFF")) {
          var bytes = (start + text.replace("⏎", lineEnd)).getBytes(UTF_8);
          assertThat(shown(new Cut(bytes, size))).as("%d bytes at once", size).isEqualTo(events);
        }
      }
    }
  }

  /// A line feed may follow, or not: nobody knows until the next byte has come.
  @Test
  void waitsForNothingAfterACarriageReturn() throws IOException {
    var sse = new ForeignSse(new Silent("data: a\r\r".getBytes(UTF_8)), MOST_BYTES);

    assertThat(sse.next()).contains(new Event("", "a", false));
  }

  @Test
  void keepsWhatIsNoUtf8ToOneCharacter() throws IOException {
    var bytes = "data: a?b\n\n".getBytes(UTF_8);
    bytes[7] = (byte) 0xFF;

    assertThat(shown(new ByteArrayInputStream(bytes))).isEqualTo("a\uFFFDb");
  }

  @Test
  void refusesAnEventThatIsTooLarge() throws IOException {
    var whole = "data: " + "a".repeat(MOST_BYTES - 6) + "\n\n";
    var lines = ("data: " + "a".repeat(20) + "\n").repeat(5) + "\n";

    assertThat(shown(new Cut(whole.repeat(3).getBytes(UTF_8), 7))).hasSizeGreaterThan(200);
    for (var large : List.of("data: a" + whole, ": " + whole, lines)) {
      assertThatThrownBy(() -> shown(new Cut(large.getBytes(UTF_8), 7)))
          .isInstanceOf(EventTooLong.class)
          .hasMessage("an event of more than 100 bytes");
    }
  }

  @Test
  void readsWhatOurOwnWriterWrites() throws IOException {
    long seed = Long.getLong("spate.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var written = new StringBuilder();
      var expected = new ArrayList<Event>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        var event = new Event(random.nextBoolean() ? "" : "error", anyLine(random), false);
        if (!event.type().isEmpty()) written.append("event: ").append(event.type()).append('\n');
        written.append("data: ").append(event.data()).append("\n\n");
        if (random.nextBoolean()) written.append(": ka\n");
        expected.add(event);
      }
      var bytes = written.toString().getBytes(UTF_8);
      var sse = new ForeignSse(new Cut(bytes, 1 + random.nextInt(9)), 1_000);
      for (var event : expected) assertThat(sse.next()).as("-Dspate.seed=%d", seed).contains(event);
      assertThat(sse.next()).isEmpty();
    }
  }

  private static String anyLine(Random random) {
    var line = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--)
      line.appendCodePoint("a: 为\u2028🦆".codePointAt(random.nextInt(5)));
    return line.toString();
  }

  /// `error=a / b…`: with its type if it has one, line feeds as `+`, and … where it was cut.
  private static String shown(InputStream in) throws IOException {
    var sse = new ForeignSse(in, MOST_BYTES);
    var shown = new ArrayList<String>();
    for (var event = sse.next(); event.isPresent(); event = sse.next()) {
      var type = event.get().type();
      shown.add(
          (type.isEmpty() ? "" : type + "=")
              + event.get().data().replace('\n', '+')
              + (event.get().cut() ? "…" : ""));
    }
    return String.join(" / ", shown);
  }

  /// Gives so many bytes at once.
  private static final class Cut extends ByteArrayInputStream {
    private final int size;

    Cut(byte[] bytes, int size) {
      super(bytes);
      this.size = size;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return super.read(into, from, Math.min(length, size));
    }

    @Override
    public int read(byte[] into) {
      return read(into, 0, into.length);
    }
  }

  /// Fails the test where it would block.
  private static final class Silent extends InputStream {
    private final ByteArrayInputStream bytes;

    Silent(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      throw new AssertionError("reads byte by byte");
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int read = bytes.read(into, from, length);
      assertThat(read).as("waits for more").isPositive();
      return read;
    }
  }
}
