package dev.spate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.StreamEvent.Text;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MemoryLogTest implements StreamLogContract {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private Instant now = NOON;

  @Override
  public StreamLog emptyLog() {
    return new MemoryLog(InstantSource.system(), () -> {});
  }

  @Test
  void neverGoesBackInTimeThoughItsClockIsSet() {
    var log = new MemoryLog(() -> now, () -> {});
    for (long nanos : new long[] {0, 70_900_000, -3_600_000_000_000L, 80_000_000}) {
      now = NOON.plusNanos(nanos);
      log.append(new Text("a"));
    }

    assertThat(log.read(StreamLog.START).entries())
        .extracting(Entry::at)
        .containsExactly(NOON, NOON.plusMillis(70), NOON.plusMillis(70), NOON.plusMillis(80));
  }
}
