package dev.spate.generation;

import dev.spate.stream.KeyReused;
import dev.spate.stream.StoreFull;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;

/// The generations running in this process: starts them, and ends them when somebody cancels, when
/// nobody reads, when they take too long, or when the process stops. Any thread may call it.
public final class Generations implements AutoCloseable {
  private final StreamStore store;
  private final Catalog catalog;
  private final Limits limits;
  private final InstantSource clock;
  private final ReentrantLock starting = new ReentrantLock();
  private final ConcurrentMap<StreamId, Generation> running = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("timer").factory(),
          new ThreadPoolExecutor.DiscardPolicy()); // when it is closed, so are all streams
  private final Wheel wheel = new Wheel();
  private volatile boolean draining;

  public Generations(StreamStore store, Catalog catalog, Limits limits, InstantSource clock) {
    this.store = store;
    this.catalog = catalog;
    this.limits = limits;
    this.clock = clock;
    timer.setRemoveOnCancelPolicy(true);
  }

  /// How far a stream may go.
  ///
  /// @param events how many it may have, its start and end included
  /// @param chars how much text, its request not included
  /// @param readers how many may follow it at once
  /// @param firstPiece how long its generator may think
  /// @param betweenPieces how long its generator may be silent then
  /// @param total how long it goes on at all
  public record Limits(
      long events,
      long chars,
      int readers,
      Duration firstPiece,
      Duration betweenPieces,
      Duration total) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /// What the configuration says under `stream:`.
    public static Limits from(Settings settings) {
      return new Limits(
          settings.number("max-events", 100_000, 3, Integer.MAX_VALUE),
          settings.number("max-chars", 8 << 20, 1, Integer.MAX_VALUE),
          (int) settings.number("max-readers", 10_000, 1, Integer.MAX_VALUE),
          settings.duration("first-piece", Duration.ofSeconds(120), SHORTEST, LONGEST),
          settings.duration("between-pieces", Duration.ofSeconds(60), SHORTEST, LONGEST),
          settings.duration("total", Duration.ofMinutes(60), SHORTEST, LONGEST));
    }
  }

  /// Starts to answer a prompt and returns at once, or finds the stream that the same request has
  /// started before. Until the presence is closed somebody follows it.
  ///
  /// @throws UnknownModel if no generator answers for its model
  /// @throws UnlistedModel if that is not known yet
  /// @throws BadPrompt if its generator refuses it
  /// @throws KeyReused if its key stands for another body
  /// @throws StoreFull if there is no room for another stream now
  /// @throws TooManyReaders if it is there already, and has no place
  /// @throws ShuttingDown if no stream is started any more
  public Presence start(StreamRequest request) {
    var prompt = request.prompt();
    var generator = catalog.find(prompt.model());
    generator.check(prompt);
    var started = new Started(request.caller().name(), prompt.model(), request.json());
    starting.lock(); // who finds a stream by its key finds it running
    try {
      if (draining) throw new ShuttingDown();
      var id = StreamId.fresh(clock);
      var opened = store.open(id, started, request.key());
      if (!opened.fresh()) return attend(opened.id(), Duration.ZERO);
      var generation =
          new Generation(
              id, opened.log(), request, generator, limits, timer, wheel, () -> running.remove(id));
      running.put(id, generation);
      var presence = generation.attend(Duration.ZERO);
      generation.start();
      return presence;
    } finally {
      starting.unlock();
    }
  }

  /// The models that there are.
  public List<String> models() {
    return catalog.names();
  }

  /// Ends the stream on purpose, for all its readers. Does nothing if it has ended already.
  public void cancel(StreamId id) {
    find(id).ifPresent(Generation::cancel);
  }

  /// Says that somebody follows the stream, until closed, and for `outlasting` after that. Once it
  /// has ended nobody counts.
  ///
  /// @throws TooManyReaders if there is no place
  public Presence attend(StreamId id, Duration outlasting) {
    return find(id).map(generation -> generation.attend(outlasting)).orElseGet(() -> atItsEnd(id));
  }

  /// How many follow the stream now; 0 once it has ended.
  public int readers(StreamId id) {
    return find(id).map(Generation::readers).orElse(0);
  }

  /// Whether streams are started.
  public boolean isOpen() {
    return !draining;
  }

  /// How many streams go on.
  public int running() {
    return running.size();
  }

  /// Starts no stream any more, and lets those that run come to their end, for so long at most.
  public void drain(Duration grace) throws InterruptedException {
    refuse();
    long deadline = System.nanoTime() + grace.toNanos();
    for (var generation : running.values()) {
      if (!generation.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) return;
    }
  }

  /// Ends every stream that is still running, and says why to its readers.
  @Override
  public void close() {
    refuse();
    running.values().forEach(generation -> generation.fail(Failures.SHUTTING_DOWN));
    timer.shutdownNow();
    wheel.close();
  }

  /// Once it returns, whatever was started is running.
  private void refuse() {
    starting.lock();
    try {
      draining = true;
    } finally {
      starting.unlock();
    }
  }

  private Optional<Generation> find(StreamId id) {
    return Optional.ofNullable(running.get(id));
  }

  private static Presence atItsEnd(StreamId id) {
    return new Presence() {
      @Override
      public StreamId stream() {
        return id;
      }

      @Override
      public void close() {}
    };
  }
}
