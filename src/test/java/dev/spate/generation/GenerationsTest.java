package dev.spate.generation;

import static dev.spate.stream.StreamEvent.Reason.CANCELLED;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.Generations.Limits;
import dev.spate.stream.Entry;
import dev.spate.stream.Failure;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GenerationsTest {
  private static final Logger LOGGER = Logger.getLogger(Generation.class.getName());
  private static final Duration LONG = Duration.ofHours(1);
  private static final Finished DONE = new Finished(STOP, new Usage(3, 2, false));
  private static final InstantSource CLOCK = InstantSource.system();

  private final MemoryStore store =
      new MemoryStore(new MemoryStore.Limits(100, 1 << 30, LONG, 0), CLOCK);
  private final List<Generations> opened = new ArrayList<>();

  private final BlockingQueue<LogRecord> logged = new LinkedBlockingQueue<>();

  @BeforeEach
  void listen() {
    LOGGER.setFilter(record -> !record.getLevel().equals(Level.SEVERE) || !logged.add(record));
  }

  @AfterEach
  void close() {
    opened.forEach(Generations::close);
    LOGGER.setFilter(null);
    assertThat(logged).isEmpty();
  }

  @Test
  void writesTheAnswerBetweenItsStartAndItsEnd() throws Exception {
    var id =
        start((prompt, output) -> {
          output.write(new Text(prompt.latest().text()));
          return DONE;
        });

    assertThat(eventsOf(id)).containsExactly(new Started("", "m", "{}"), new Text("Hi"), DONE);
  }

  @Test
  void refusesAModelThatNobodyAnswersFor() {
    var generations = generations((_, _) -> DONE);

    assertThatThrownBy(() -> generations.start(request("other")))
        .isInstanceOf(UnknownModel.class)
        .hasMessageContaining("'other'")
        .hasMessageContaining("there are: m");
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void endsForItsReadersFirstAndInterruptsThenWhenCancelled() throws Exception {
    var interrupted = new CountDownLatch(1);
    var generations = generations(untilInterrupted(interrupted));
    var id = start(generations);
    await(id, 2);

    generations.cancel(id);
    generations.cancel(id); // changes nothing

    assertThat(eventsOf(id))
        .endsWith(new Text("a"), new Finished(CANCELLED, new Usage(0, 1, true)));
    interrupted.await();
  }

  @Test
  void endsForItsReadersThoughTheGeneratorIgnoresInterrupts() throws Exception {
    var release = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    var generations =
        generations((_, output) -> {
          output.write(new Text("a"));
          awaitStubbornly(release);
          try {
            output.write(new Text("late"));
          } finally {
            refused.countDown();
          }
          return DONE;
        });
    var id = start(generations);
    await(id, 2);

    generations.cancel(id);
    assertThat(eventsOf(id)).hasSize(3).last().isInstanceOf(Finished.class);
    release.countDown();
    refused.await();

    assertThat(eventsOf(id)).hasSize(3);
  }

  @Test
  void failsAsItsGeneratorSays() throws Exception {
    var failure = new Failure("rate_limited", "slow down", 429, true, Optional.empty(), "");
    var id =
        start((_, output) -> {
          output.write(new Text("a"));
          throw new GenerationFailed(failure);
        });

    assertThat(eventsOf(id)).last().isEqualTo(new Failed(failure, new Usage(0, 1, true)));
  }

  @Test
  void failsWhateverAGeneratorThrowsAndLogsIt() throws Exception {
    for (var bug : List.of(new IllegalStateException("bug"), new StackOverflowError())) {
      assertThat(failureOf(start((_, _) -> sneak(bug)))).isEqualTo("generator_broken");
      assertThat(logged.take().getThrown()).isSameAs(bug);
    }
  }

  @Test
  void failsAGeneratorThatInterruptsItself() throws Exception {
    assertThat(
            failureOf(
                start((_, _) -> {
                  throw new InterruptedException();
                })))
        .isEqualTo("generator_broken");
    assertThat(logged.take().getThrown()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void failsAGeneratorThatReturnsNothingOrClaimsToBeCancelled() throws Exception {
    assertThat(failureOf(start((_, _) -> nothing()))).isEqualTo("generator_broken");
    assertThat(logged.take().getThrown()).hasMessageContaining("returned null");
    var cancelled = new Finished(CANCELLED, new Usage(0, 0, false));
    assertThat(failureOf(start((_, _) -> cancelled))).isEqualTo("generator_broken");
    assertThat(logged.take().getThrown()).hasMessageContaining("cancelled");
  }

  @Test
  void keepsWithinTheEventsOfAStream() throws Exception {
    var id = start(GenerationsTest::talk);

    assertThat(failureOf(id)).isEqualTo("stream_full");
    assertThat(eventsOf(id)).hasSize(50);
  }

  @Test
  void keepsWithinTheTextOfAStream() throws Exception {
    var id =
        start((_, output) -> {
          output.write(new Text("x".repeat(999)));
          output.write(new Text("yy"));
          return DONE;
        });

    assertThat(failureOf(id)).isEqualTo("stream_full");
    assertThat(eventsOf(id)).hasSize(3);
  }

  @Test
  void failsWhatTakesTooLong() throws Exception {
    var interrupted = new CountDownLatch(1);
    var generations = generations(untilInterrupted(interrupted), limits(50, Duration.ofMillis(50)));
    var id = start(generations);

    assertThat(failureOf(id)).isEqualTo("total_timeout");
    interrupted.await();
  }

  @Test
  void tellsReadersThatItShutsDown() throws Exception {
    var interrupted = new CountDownLatch(1);
    var generations = generations(untilInterrupted(interrupted));
    var id = start(generations);
    await(id, 2);

    generations.close();

    assertThat(failureOf(id)).isEqualTo("shutting_down");
    interrupted.await();
  }

  @Test
  void letsWhatRunsComeToItsEndWhileItDrains() throws Exception {
    var more = new CountDownLatch(1);
    var generations =
        generations((_, output) -> {
          more.await();
          output.write(new Text("a"));
          return DONE;
        });
    var id = start(generations);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var draining =
          threads.submit(() -> {
            generations.drain(LONG);
            return log(id).read(2).last();
          });
      while (generations.isOpen()) Thread.onSpinWait();
      assertThatThrownBy(() -> start(generations)).isInstanceOf(ShuttingDown.class);
      more.countDown();

      assertThat(draining.get()).isTrue();
    }
    generations.close();
    assertThat(eventsOf(id)).endsWith(new Text("a"), DONE);
  }

  @Test
  void drainsNoLongerThanItMay() throws Exception {
    var generations = generations(untilInterrupted(new CountDownLatch(1)));
    var id = start(generations);

    generations.drain(Duration.ofMillis(50));
    generations.close();

    assertThat(failureOf(id)).isEqualTo("shutting_down");
  }

  @Test
  void startsNothingOnceItIsClosed() {
    var generations = generations(GenerationsTest::talk);
    generations.close();

    assertThatThrownBy(() -> start(generations)).isInstanceOf(ShuttingDown.class);
    assertThat(store.list("")).isEmpty();
  }

  /// A hundred rounds of streams that start while everything is closed: each has its end.
  @Test
  void leavesNoStreamWithoutAnEndWhenItIsClosed() throws Exception {
    for (int round = 0; round < 100; round++) {
      var generations = generations(untilInterrupted(new CountDownLatch(1)));
      var started = new ConcurrentLinkedQueue<StreamId>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 20; i++) {
          threads.execute(() -> startUnlessClosed(generations).ifPresent(started::add));
        }
        threads.execute(generations::close);
      }

      for (var id : started) assertThat(failureOf(id)).isEqualTo("shutting_down");
    }
  }

  /// A hundred threads end one stream at once, in a hundred rounds.
  @Test
  void hasOneEndWhoeverIsFirst() throws Exception {
    for (int round = 0; round < 100; round++) {
      var generations = generations(GenerationsTest::talk);
      var id = start(generations);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 100; i++) threads.execute(() -> generations.cancel(id));
      }

      assertThat(eventsOf(id)).filteredOn(StreamEvent.End.class::isInstance).hasSize(1);
    }
  }

  /// On two cores, all but two would starve behind those that never block.
  @Test
  void letsFiftyThatNeverBlockComeForwardTogether() throws Exception {
    int pieces = 20_000;
    var started = new AtomicInteger();
    var done = new CountDownLatch(1);
    var positions = new ArrayList<Long>(); // when the first is done
    Generator unpaced =
        (_, output) -> {
          started.incrementAndGet();
          while (started.get() < 50) Burst.giveWay();
          for (int i = 0; i < pieces; i++) output.write(new Text(""));
          synchronized (positions) {
            if (positions.isEmpty()) store.list("").forEach(s -> positions.add(s.position()));
          }
          done.countDown();
          return DONE;
        };
    var generations = generations(unpaced, limits(Integer.MAX_VALUE, LONG));
    for (int i = 0; i < 50; i++) start(generations);

    done.await();

    assertThat(positions).hasSize(50).allMatch(position -> position > pieces / 2);
  }

  private static Finished sneak(Throwable bug) {
    if (bug instanceof Error error) throw error;
    throw (RuntimeException) bug;
  }

  @SuppressWarnings("NullAway") // what a careless author may do
  private static Finished nothing() {
    return null;
  }

  private static Finished talk(Prompt prompt, Output output) throws InterruptedException {
    while (true) output.write(new Text("x"));
  }

  private static Generator untilInterrupted(CountDownLatch interrupted) {
    return (_, output) -> {
      output.write(new Text("a"));
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return DONE;
    };
  }

  private static void awaitStubbornly(CountDownLatch release) {
    while (true) {
      try {
        release.await();
        return;
      } catch (InterruptedException _) {
        // as bad generators do
      }
    }
  }

  private static Optional<StreamId> startUnlessClosed(Generations generations) {
    try {
      return Optional.of(start(generations));
    } catch (ShuttingDown _) {
      return Optional.empty();
    }
  }

  private StreamId start(Generator generator) {
    return start(generations(generator));
  }

  private static StreamId start(Generations generations) {
    try (var presence = generations.start(request("m"))) {
      return presence.stream();
    }
  }

  private static StreamRequest request(String model) {
    return new StreamRequest(
        Caller.ANYONE, prompt(model), "{}", Bounds.NONE, Lifetime.DETACHED, Optional.empty());
  }

  private Generations generations(Generator generator) {
    return generations(generator, limits(50, LONG));
  }

  private Generations generations(Generator generator, Limits limits) {
    var catalog = new Catalog(List.of(Models.of("m", generator, ModelCard.of("test"))), "m");
    var generations = new Generations(store, catalog, limits, CLOCK);
    opened.add(generations);
    return generations;
  }

  private static Limits limits(long events, Duration total) {
    return new Limits(events, 1_000, 3, LONG, LONG, total);
  }

  private static Prompt prompt(String model) {
    return new Prompt(model, List.of(new Message("user", "Hi", "{}")), Map.of());
  }

  private StreamLog log(StreamId id) {
    return store.find(id).orElseThrow();
  }

  private void await(StreamId id, long position) throws InterruptedException {
    assertThat(log(id).read(position - 1, LONG).entries()).isNotEmpty();
  }

  private List<StreamEvent> eventsOf(StreamId id) throws InterruptedException {
    var events = new ArrayList<StreamEvent>();
    StreamLog.Batch batch;
    do {
      batch = log(id).read(events.size(), LONG);
      batch.entries().stream().map(Entry::event).forEach(events::add);
    } while (!batch.last());
    return events;
  }

  private String failureOf(StreamId id) throws InterruptedException {
    return ((Failed) eventsOf(id).getLast()).failure().code();
  }
}
