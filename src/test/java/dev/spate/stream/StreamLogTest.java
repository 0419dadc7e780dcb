package dev.spate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.StreamEvent.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamLogTest {
  private static final Entry ENTRY = new Entry(1, Instant.EPOCH, new Text("at last"));

  /// An append's wake-up may reach a watcher who came after it, and has read its entry already.
  @Test
  void goesOnWaitingWhenItIsWokenForNothing() throws Exception {
    var reads = new AtomicInteger();
    StreamLog log =
        new StreamLog() {
          @Override
          public long append(StreamEvent event) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Batch read(long position) {
            return new Batch(reads.incrementAndGet() < 5 ? List.of() : List.of(ENTRY), false);
          }

          @Override
          public Watch watch(Runnable onAppend) {
            for (int i = 0; i < 5; i++) onAppend.run();
            return () -> {};
          }
        };

    assertThat(log.read(0, Duration.ofSeconds(20)).entries()).containsExactly(ENTRY);
  }
}
