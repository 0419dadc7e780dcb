package dev.spate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.Entry;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import dev.spate.wire.Format;
import dev.spate.wire.Frames;
import dev.spate.wire.SseFrames;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What readers do to each other that one thread writes for: nothing.
@Timeout(60)
class PumpTest {
  private static final Duration LONG = ofHours(1);
  private static final Finished END = new Finished(Reason.STOP, new Usage(0, 0, false));
  private static final String THREAD = "pump";
  private static final Duration SLOW = Duration.ofNanos(2 * PumpedReader.QUICK_NANOS);

  private final MemoryStore store =
      new MemoryStore(new MemoryStore.Limits(20_000, 1 << 28, LONG, 0), InstantSource.system());
  private final Pump pump = new Pump(LONG);

  @AfterEach
  void stop() {
    pump.close();
  }

  @Test
  void writesOnItsThreadForWhoIsCaughtUp() throws Exception {
    var log = log();
    var reader = new Reader();
    reader.follow(log);

    sayOneByOne(100, log, reader);
    assertThat(reader.positions()).isEqualTo(upTo(102));
    assertThat(reader.threads()).contains(THREAD); // always, but for pauses of the machine
  }

  @Test
  void writesNothingForWhoHasItAll() throws Exception {
    var log = log();
    log.append(END);
    var reader = new Reader();

    pump.follow(reader.driver(log, LONG, 2), reader, reader);

    reader.awaitWhole();
    assertThat(reader.positions()).isEmpty();
  }

  @Test
  void goesOnForOthersWhenOneTakesNothingAnyMore() throws Exception {
    var log = log();
    var release = new CountDownLatch(1);
    var stuck =
        new Reader((position, _) -> {
          if (position == 2) release.await();
        });
    var others = Stream.generate(() -> new Reader()).limit(20).toList();
    stuck.follow(log);
    for (var other : others) other.follow(log);

    for (int i = 0; i < 50; i++) {
      log.append(new Text("a"));
      for (var other : others) other.awaitPosition(i + 2);
    }
    log.append(END);

    for (var other : others) other.awaitWhole();
    assertThat(stuck.positions()).containsExactly(1L);
    release.countDown();
    stuck.awaitWhole();
    assertThat(stuck.positions()).isEqualTo(upTo(52));
  }

  /// Each takes as long as it needs, and then all of it.
  @Test
  void keepsNobodyWaitingForOneWhoTakesAKilobyteASecond() throws Exception {
    var log = log();
    var slow = new Reader((_, bytes) -> Thread.sleep(bytes * 1_000L / 1_024));
    var quick = new Reader();
    slow.follow(log);
    quick.follow(log);

    sayOneByOne(200, log, quick); // a little more than two kilobytes
    assertThat(slow.positions()).hasSizeLessThan(202);
    slow.awaitWhole();
    assertThat(slow.positions()).isEqualTo(upTo(202));
    assertThat(slow.threads().subList(2, slow.threads().size())).doesNotContain(THREAD);
  }

  @Test
  void takesBackWhoWasSlowAndHasBecomeQuick() throws Exception {
    var log = log();
    var reader =
        new Reader((position, _) -> {
          if (position == 2) Thread.sleep(SLOW);
        });
    reader.follow(log);

    log.append(new Text("a"));
    reader.awaitPosition(2);
    log.append(new Text("a"));
    reader.awaitPosition(3);
    assertThat(reader.threads().getLast()).isNotEqualTo(THREAD);

    for (long position = 4; !reader.threads().getLast().equals(THREAD); position++) {
      log.append(new Text("a"));
      reader.awaitPosition(position);
    }
  }

  /// While the only thread that could is writing for another.
  @Test
  void writesNothingForWhoLeavesWhileQueued() throws Exception {
    var log = log();
    var reader = new Reader();
    var pumped = reader.follow(log);
    whileItWritesForAnother(() -> {
      log.append(new Text("a"));
      pumped.leave();
    });
    log.append(END);

    assertThat(reader.positions()).doesNotContain(3L);
    assertThat(reader.endings.get()).isZero();
  }

  @Test
  void writesAllOnceForWhoseStreamEndsWhileQueued() throws Exception {
    var log = log();
    var reader = new Reader();
    reader.follow(log);
    whileItWritesForAnother(() -> {
      log.append(new Text("a"));
      log.append(new Text("b"));
      log.append(END);
    });

    reader.awaitWhole();
    assertThat(reader.positions()).isEqualTo(upTo(4));
    assertThat(reader.endings.get()).isEqualTo(1);
  }

  /// A batch can be full of chars, too.
  @Test
  void goesOnAtOnceAfterABatchThatIsFull() throws Exception {
    var log = log();
    var reader = new Reader();
    reader.follow(log);
    whileItWritesForAnother(() -> {
      log.append(new Text("a".repeat(20_000)));
      log.append(new Text("b".repeat(20_000)));
      log.append(END);
    });

    reader.awaitWhole();
    assertThat(reader.positions()).isEqualTo(upTo(4));
  }

  /// As those behind one uplink do.
  @Test
  void goesOnForOthersWhenManyTakeNothingAnyMore() throws Exception {
    var log = log();
    var release = new CountDownLatch(1);
    var stuck =
        Stream.generate(() ->
                new Reader((position, _) -> {
                  if (position == 2) release.await();
                }))
            .limit(500)
            .toList();
    var other = new Reader();
    for (var reader : stuck) reader.follow(log);
    other.follow(log);

    log.append(new Text("a"));
    other.awaitPosition(2);
    log.append(END);
    other.awaitWhole();
    release.countDown();

    for (var reader : stuck) reader.awaitWhole();
    assertThat(stuck).allSatisfy(reader -> assertThat(reader.positions()).isEqualTo(upTo(3)));
  }

  @Test
  void writesForAThousandWhoAreWokenAtOnce() throws Exception {
    var log = log();
    var readers = Stream.generate(() -> new Reader()).limit(1_000).toList();
    for (var reader : readers) reader.follow(log);

    for (int i = 0; i < 20; i++) log.append(new Text("a"));
    log.append(END);

    for (var reader : readers) reader.awaitWhole();
    assertThat(readers).allSatisfy(reader -> assertThat(reader.positions()).isEqualTo(upTo(22)));
  }

  static List<Throwable> bugs() {
    return List.of(new IllegalStateException("a bug"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void breaksOffForWhoseFormatThrowsAndForNobodyElse(Throwable bug) throws Exception {
    var log = log();
    var broken =
        new Reader() {
          @Override
          public void write(Entry entry, Frames out) {
            if (entry.position() == 3) throwIt(bug);
            super.write(entry, out);
          }
        };
    var other = new Reader();
    broken.follow(log);
    other.follow(log);

    sayOneByOne(10, log, other);
    broken.ended.await();
    assertThat(broken.why).isSameAs(bug);
    assertThat(broken.endings.get()).isEqualTo(1);
    assertThat(broken.positions()).isEqualTo(upTo(2));
    assertThat(other.threads()).contains(THREAD);
  }

  @Test
  void breaksOffForWhoseConnectionIsGone() throws Exception {
    var log = log();
    var reader =
        new Reader((position, _) -> {
          if (position == 2) throw new IOException("gone");
        });
    reader.follow(log);

    log.append(new Text("a"));

    reader.ended.await();
    assertThat(reader.why).hasMessage("gone");
  }

  @Test
  void saysThatItIsThereWhileNothingComes() throws Exception {
    var heartbeat = Duration.ofMillis(50);
    var log = log();
    var reader = new Reader();
    try (var beating = new Pump(heartbeat)) {
      beating.follow(reader.driver(log, heartbeat, 0), reader, reader);

      reader.awaitHeartbeats(3);
      log.append(END);

      reader.awaitWhole();
    }
    assertThat(reader.positions()).isEqualTo(upTo(2));
  }

  /// Entries, wishes that nothing stands behind, slow clients, and ends, in whatever order.
  @Test
  void skipsAndDoublesNothingHoweverItIsWoken() throws Exception {
    long seed = Long.getLong("spate.seed", new Random().nextLong());
    System.out.println("-Dspate.seed=" + seed);
    var random = new Random(seed);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var runs = new ArrayList<Future<?>>();
      for (int i = 0; i < 10_000; i++) {
        long its = random.nextLong();
        runs.add(
            threads.submit(() -> {
              interleave(new Random(its));
              return null;
            }));
      }
      for (var run : runs) run.get();
    }
  }

  private void interleave(Random random) throws Exception {
    var log = log();
    int before = random.nextInt(50);
    int after = random.nextInt(50);
    for (int i = 0; i < before; i++) log.append(new Text("a"));
    int cursor = random.nextInt(before + 2);
    int slowAt = random.nextInt(100) == 0 ? 2 + random.nextInt(100) : 0;
    var reader =
        new Reader((position, _) -> {
          if (position == slowAt) Thread.sleep(SLOW);
        });
    boolean early = random.nextBoolean();
    if (early) append(log, after, random.nextLong());
    var pumped = pump.follow(reader.driver(log, LONG, cursor), reader, reader);
    if (!early) append(log, after, random.nextLong());
    for (int i = random.nextInt(20); i > 0; i--) {
      pumped.want();
      if (random.nextBoolean()) LockSupport.parkNanos(random.nextInt(20_000));
    }
    reader.awaitWhole();
    assertThat(reader.positions())
        .isEqualTo(LongStream.rangeClosed(cursor + 1, 2L + before + after).boxed().toList());
    assertThat(reader.endings.get()).isEqualTo(1);
  }

  private static void append(StreamLog log, int count, long seed) {
    Thread.startVirtualThread(() -> {
      var random = new Random(seed);
      try {
        for (int i = 0; i < count; i++) {
          log.append(new Text("a".repeat(random.nextInt(200) == 0 ? 20_000 : 1)));
          if (random.nextInt(4) == 0) LockSupport.parkNanos(random.nextInt(20_000));
        }
        log.append(END);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  /// A stream that `reader` has had whole when this returns, each piece before the next.
  private static void sayOneByOne(int pieces, StreamLog log, Reader reader) throws Exception {
    for (int i = 0; i < pieces; i++) {
      log.append(new Text("a"));
      reader.awaitPosition(i + 2);
    }
    log.append(END);
    reader.awaitWhole();
  }

  private void whileItWritesForAnother(Executable action) throws Exception {
    var log = log();
    var other =
        new Reader((position, _) -> {
          if (position == 2) action.execute();
        });
    other.follow(log);
    log.append(new Text("a"));
    other.awaitPosition(2);
  }

  private StreamLog log() {
    var id = StreamId.fresh(InstantSource.system());
    return store.open(id, new Started("", "echo", "{}"), Optional.empty()).log();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static void throwIt(Throwable bug) {
    if (bug instanceof Error error) throw error;
    throw (RuntimeException) bug;
  }

  /// Whatever it costs to take so many bytes, up to `position`.
  @FunctionalInterface
  private interface Pace {
    void take(long position, int bytes) throws IOException, InterruptedException;
  }

  @FunctionalInterface
  private interface Executable {
    void execute() throws IOException, InterruptedException;
  }

  private record Write(String thread, String text) {}

  /// A client, its connection, and a format that writes positions.
  private class Reader extends OutputStream implements Format, PumpedReader.Ending {
    final AtomicInteger endings = new AtomicInteger();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile @Nullable Throwable why;

    private final Pace pace;
    private final List<Write> writes = Collections.synchronizedList(new ArrayList<>());
    private long latest; // guarded by this

    Reader() {
      this((_, _) -> {});
    }

    Reader(Pace pace) {
      this.pace = pace;
    }

    PumpedReader follow(StreamLog log) {
      return pump.follow(driver(log, LONG, 0), this, this);
    }

    Driver driver(StreamLog log, Duration heartbeat, long cursor) {
      return new Driver(log, this, new SseFrames(), heartbeat, cursor);
    }

    @Override
    public void write(Entry entry, Frames out) {
      out.frame("", Long.toString(entry.position()), entry.position());
    }

    @Override
    public boolean needsPast() {
      return false;
    }

    @Override
    public void write(int octet) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length == 0) return;
      var text = new String(bytes, from, length, US_ASCII);
      var positions = positions(text);
      long last = positions.isEmpty() ? 0 : positions.getLast(); // a heartbeat has none
      try {
        pace.take(last, length);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      writes.add(new Write(Thread.currentThread().getName(), text));
      synchronized (this) {
        latest = Math.max(latest, last);
        notifyAll();
      }
    }

    @Override
    public void finish() {
      endings.incrementAndGet();
      ended.countDown();
    }

    @Override
    public void breakOff(Throwable why) {
      this.why = why;
      finish();
    }

    synchronized void awaitPosition(long position) throws InterruptedException {
      while (latest < position) wait();
    }

    synchronized void awaitHeartbeats(int count) throws InterruptedException {
      while (received().lines().filter(": ka"::equals).count() < count) wait();
    }

    void awaitWhole() throws InterruptedException {
      ended.await();
      assertThat(why).isNull();
    }

    List<Long> positions() {
      return positions(received());
    }

    /// Which wrote, each time.
    List<String> threads() {
      return List.copyOf(writes).stream().map(Write::thread).toList();
    }

    private String received() {
      return List.copyOf(writes).stream().map(Write::text).collect(Collectors.joining());
    }

    private static List<Long> positions(String text) {
      return text.lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> Long.valueOf(line.substring(6)))
          .toList();
    }
  }
}
