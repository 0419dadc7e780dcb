package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Burst;
import dev.spate.stream.Entry;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.wire.Format;
import dev.spate.wire.Frames;
import dev.spate.wire.NativeFormat;
import dev.spate.wire.NativeFormat.Form;
import dev.spate.wire.SseFrames;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DriverTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Finished END = new Finished(STOP, new Usage(0, 0, false));

  private final StreamId id = StreamId.fresh(InstantSource.system());
  private final StreamLog log =
      new MemoryStore(new MemoryStore.Limits(1, 1 << 28, LONG, 0), InstantSource.system())
          .open(id, new Started("", "echo", "{}"), Optional.empty())
          .log();

  @Test
  void showsAFormatThatNeedsItAllThePastButWritesOnlyTheRest() throws Exception {
    log.append(new Text("a"));
    log.append(new Text("b"));
    log.append(END);
    var out = new ByteArrayOutputStream();

    driver(new Counting(), LONG, 2).writeTo(out);

    assertThat(out.toString(UTF_8))
        .isEqualTo("id: %s-3\ndata: 3\n\nid: %s-4\ndata: 4\n\n".formatted(id, id));
  }

  @Test
  void writesAllThatIsThereAtOnce() throws Exception {
    for (int i = 0; i < 300; i++) log.append(new Text("a"));
    log.append(END);
    var writes = new ArrayList<Integer>();
    var out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            writes.add(length);
            super.write(bytes, from, length);
          }
        };

    driver(new NativeFormat(id, Form.PLAIN, Instant.EPOCH), LONG, 0).writeTo(out);

    assertThat(writes).hasSize(2); // 256 entries, and the rest
  }

  @Test
  void saysThatItIsThereWhileNothingComes() throws Exception {
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            if (!toString(UTF_8).endsWith(": ka\n: ka\n")) return;
            try {
              log.append(END);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    driver(new NativeFormat(id, Form.PLAIN, Instant.EPOCH), Duration.ofMillis(20), 1).writeTo(out);

    assertThat(out.toString(UTF_8)).startsWith(": ka\n: ka\nid: " + id + "-2\nevent: finished\n");
  }

  /// On two cores, all but two would starve behind those whose clients never make them wait.
  @Test
  void letsFiftyWhoCatchUpComeForwardTogether() throws Exception {
    for (int i = 0; i < 50_000; i++) log.append(new Text(""));
    log.append(END);
    var started = new AtomicInteger();
    var written = new AtomicLongArray(50);
    var whenFirstIsDone = new CompletableFuture<long[]>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        int reader = i;
        var _ =
            threads.submit(() -> {
              started.incrementAndGet();
              while (started.get() < 50) Burst.giveWay();
              driver(new NativeFormat(id, Form.PLAIN, Instant.EPOCH), LONG, 0)
                  .writeTo(counting(written, reader));
              return whenFirstIsDone.complete(
                  IntStream.range(0, 50).mapToLong(written::get).toArray());
            });
      }
    }

    var counts = whenFirstIsDone.get();
    long most = LongStream.of(counts).max().orElseThrow();
    assertThat(counts).hasSize(50);
    assertThat(LongStream.of(counts)).allMatch(count -> count > most / 2);
  }

  private static OutputStream counting(AtomicLongArray written, int reader) {
    return new OutputStream() {
      @Override
      public void write(int octet) {
        written.incrementAndGet(reader);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        written.addAndGet(reader, length);
      }
    };
  }

  private Driver driver(Format format, Duration heartbeat, long cursor) {
    return new Driver(log, format, new SseFrames(id), heartbeat, cursor);
  }

  /// Numbers the entries that it was shown.
  private static final class Counting implements Format {
    private final List<Entry> shown = new ArrayList<>();

    @Override
    public void write(Entry entry, Frames out) {
      shown.add(entry);
      out.frame("", Integer.toString(shown.size()), entry.position());
    }
  }
}
