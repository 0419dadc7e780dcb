package dev.spate.generation;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Generations.Limits;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Generators against their clocks.
@Timeout(30)
class TimeoutsTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Finished DONE = new Finished(STOP, new Usage(0, 0, false));

  private final MemoryStore store =
      new MemoryStore(new MemoryStore.Limits(10, 1 << 20, LONG, 0), InstantSource.system());
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void failsWhoSaysNothing() throws Exception {
    assertThat(failure(silentAfter(0), SHORT, LONG, LONG)).isEqualTo("first_piece_timeout 504");
    interrupted.await();
  }

  @Test
  void failsWhoFallsSilent() throws Exception {
    assertThat(failure(silentAfter(3), LONG, SHORT, LONG)).isEqualTo("between_pieces_timeout 504");
    interrupted.await();
  }

  @Test
  void failsWhoFallsSilentAfterALongThought() throws Exception {
    Generator slow =
        (prompt, output) -> {
          Thread.sleep(SHORT.multipliedBy(3));
          return silentAfter(1).generate(prompt, output);
        };

    assertThat(failure(slow, LONG, SHORT, LONG)).isEqualTo("between_pieces_timeout 504");
  }

  @Test
  void failsWhoTakesTooLongThoughHeTalks() throws Exception {
    Generator talker =
        (_, output) -> {
          while (true) {
            output.write(new Text("a"));
            Thread.sleep(1);
          }
        };

    assertThat(failure(talker, SHORT, SHORT, SHORT.multipliedBy(3))).isEqualTo("total_timeout 504");
  }

  private Generator silentAfter(int pieces) {
    return (_, output) -> {
      for (int i = 0; i < pieces; i++) output.write(new Text("a"));
      try {
        never.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return DONE;
    };
  }

  private String failure(
      Generator generator, Duration firstPiece, Duration betweenPieces, Duration total)
      throws InterruptedException {
    var catalog = new Catalog(List.of(Models.of("m", generator, ModelCard.of("test"))), "m");
    var limits = new Limits(100_000, 100_000, 1, firstPiece, betweenPieces, total);
    var prompt = new Prompt("m", List.of(new Message("user", "Hi", "{}")), Map.of());
    try (var generations = new Generations(store, catalog, limits, InstantSource.system());
        var presence =
            generations.start(
                new StreamRequest(
                    Caller.ANYONE,
                    prompt,
                    "{}",
                    Bounds.NONE,
                    Lifetime.DETACHED,
                    Optional.empty()))) {
      var failure = ((Failed) end(store.find(presence.stream()).orElseThrow())).failure();
      return failure.code() + " " + failure.status();
    }
  }

  private static Object end(StreamLog log) throws InterruptedException {
    long position = StreamLog.START;
    while (true) {
      var batch = log.read(position, LONG);
      position = batch.entries().getLast().position();
      if (batch.last()) return batch.entries().getLast().event();
    }
  }
}
