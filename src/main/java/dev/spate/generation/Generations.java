package dev.spate.generation;

import dev.spate.stream.StoreFull;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// The generations running in this process: starts them, and ends them when somebody cancels, when
/// nobody reads, when they take too long, or when the process stops. Any thread may call it.
public final class Generations implements AutoCloseable {
  private final StreamStore store;
  private final Catalog catalog;
  private final Limits limits;
  private final InstantSource clock;
  private final ConcurrentMap<StreamId, Generation> running = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
  private volatile boolean closing;

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
  /// @param unread how long it goes on while nobody reads it
  /// @param total how long it goes on at all
  public record Limits(long events, long chars, Duration unread, Duration total) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /// What the configuration says under `stream:`.
    public static Limits from(Settings settings) {
      return new Limits(
          settings.number("max-events", 100_000, 3, Integer.MAX_VALUE),
          settings.number("max-chars", 8 << 20, 1, Integer.MAX_VALUE),
          settings.duration("unread", Duration.ofSeconds(30), SHORTEST, LONGEST),
          settings.duration("total", Duration.ofMinutes(60), SHORTEST, LONGEST));
    }
  }

  /// Starts to answer `prompt` and returns at once. `request` is kept in the stream as it came.
  ///
  /// @throws UnknownModel if no generator answers for its model
  /// @throws BadPrompt if its generator refuses it
  /// @throws StoreFull if there is no room for another stream now
  /// @throws ShuttingDown if it is closed
  public StreamId start(Caller caller, Prompt prompt, String request) {
    if (closing) throw new ShuttingDown();
    var generator = catalog.find(prompt.model());
    generator.check(prompt);
    var id = StreamId.fresh(clock);
    var log =
        store.open(id, new Started(caller.name(), prompt.model(), request), Optional.empty()).log();
    var output = new LoggedOutput(log, limits);
    var generation =
        new Generation(
            id,
            output,
            new Lifetime(timer, limits),
            () -> generator.generate(prompt, output),
            () -> running.remove(id));
    running.put(id, generation);
    if (closing) generation.fail(Failures.SHUTTING_DOWN); // `close` may have missed it
    generation.start();
    return id;
  }

  /// Ends the stream on purpose, for all its readers. Does nothing if it has ended already.
  public void cancel(StreamId id) {
    find(id).ifPresent(Generation::cancel);
  }

  /// Says that somebody follows the stream, until closed. Once it has ended nobody counts.
  public Presence attend(StreamId id) {
    return find(id).map(Generation::attend).orElse(() -> {});
  }

  /// How many follow the stream now; 0 once it has ended.
  public int readers(StreamId id) {
    return find(id).map(Generation::readers).orElse(0);
  }

  /// Ends every stream that is still running, and says why to its readers.
  @Override
  public void close() {
    closing = true;
    running.values().forEach(generation -> generation.fail(Failures.SHUTTING_DOWN));
    timer.shutdownNow();
  }

  private Optional<Generation> find(StreamId id) {
    return Optional.ofNullable(running.get(id));
  }
}
