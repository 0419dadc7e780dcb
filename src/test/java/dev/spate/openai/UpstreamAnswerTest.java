package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Failed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class UpstreamAnswerTest {
  private static final int MOST_BYTES = 10_000;

  @ParameterizedTest
  @EnumSource
  void isReadWhereverItIsCut(Variant variant) throws Exception {
    for (int size : List.of(1, 2, 3, 7, MOST_BYTES)) {
      assertThat(events(new Cut(variant.bytes(), size)))
          .as("%d bytes at once", size)
          .extracting(Variant::shown)
          .isEqualTo(variant.said());
    }
  }

  /// Before its finish, it is never whole; behind it, nothing but usage may be missing.
  @ParameterizedTest
  @EnumSource(
      names = {"PLAIN", "TOOLS", "REASONING", "CARRIAGE_RETURNS", "A_BODY_INSTEAD_OF_A_STREAM"})
  void isTruncatedWhereverItBreaksOff(Variant variant) throws Exception {
    var bytes = variant.bytes();
    int finish = new String(bytes, UTF_8).indexOf("finish_reason\":\"");
    int finishes = new String(bytes, 0, finish, UTF_8).getBytes(UTF_8).length;
    for (int length = 0; length < bytes.length; length++) {
      for (boolean reset : List.of(true, false)) {
        var in = new Cut(Arrays.copyOf(bytes, length), 7, reset);
        var events = events(in).stream().map(Variant::shown).toList();
        boolean isWhole = !events.getLast().startsWith("upstream_truncated");
        assertThat(isWhole && length < finishes).as("cut at %d: %s", length, events).isFalse();
        var pieces = events.subList(0, events.size() - 1);
        assertThat(variant.said().subList(0, pieces.size())).isEqualTo(pieces);
      }
    }
  }

  @Test
  void refusesAnEventOrABodyThatIsTooLarge() throws Exception {
    var large = "\"" + "a".repeat(MOST_BYTES) + "\"}";

    for (var body : List.of("data: {\"a\":" + large, "{\"a\":" + large)) {
      assertThat(events(new Cut(body.getBytes(UTF_8), 1_000)))
          .extracting(Variant::shown)
          .containsExactly(
              "upstream_invalid 502 the upstream sent an event of more than 10000 bytes");
    }
  }

  @Test
  void keepsTheUpstreamsOwnError() throws Exception {
    var error =
        "{\"error\":{\"message\":\"slow down\",\"type\":\"x\",\"param\":null,\"code\":\"429\"}}";
    var failed =
        (Failed) events(new Cut(("data: " + error + "\n\n").getBytes(UTF_8), 7)).getFirst();

    assertThat(failed.failure().detail()).isEqualTo(error);
    assertThat(failed.failure().retryable()).isTrue();
  }

  private static List<StreamEvent> events(InputStream in) throws InterruptedException {
    var answer = new UpstreamAnswer(in, MOST_BYTES, new Secrets(List.of()));
    var events = new ArrayList<StreamEvent>();
    while (events.isEmpty() || !(events.getLast() instanceof End)) events.addAll(answer.next());
    return events;
  }

  /// Gives so many bytes at once, and at its end is reset, or just ends.
  private static final class Cut extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int size;
    private final boolean reset;

    Cut(byte[] bytes, int size) {
      this(bytes, size, false);
    }

    Cut(byte[] bytes, int size, boolean reset) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.size = size;
      this.reset = reset;
    }

    @Override
    public int read() throws IOException {
      int octet = bytes.read();
      if (octet < 0 && reset) throw new IOException("reset");
      return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = bytes.read(into, from, Math.min(length, size));
      if (read < 0 && length > 0 && reset) throw new IOException("reset");
      return read;
    }
  }
}
