package dev.spate.generation;

import dev.spate.stream.StoreFull;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/// The generations running in this process: starts them, and ends them when somebody cancels, when
/// nobody reads, when they take too long, or when the process stops. Any thread may call it.
public final class Generations implements AutoCloseable {
  private final StreamStore store;
  private final Catalog catalog;
  private final Limits limits;
  private final InstantSource clock;
  private final ConcurrentMap<StreamId, Generation> running = new ConcurrentHashMap<>();
  private final Presences presences =
      new Presences(
          id -> ifRunning(id, Generation::attended), id -> ifRunning(id, Generation::deserted));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());

  public Generations(StreamStore store, Catalog catalog, Limits limits, InstantSource clock) {
    this.store = store;
    this.catalog = catalog;
    this.limits = limits;
    this.clock = clock;
    timer.setRemoveOnCancelPolicy(true);
  }

  /// How far a stream may go.
  ///
  /// @param events how many a stream may have, its start and end included
  /// @param chars how much text, its request not included
  /// @param unread how long a stream goes on that nobody reads
  /// @param total how long any stream goes on
  public record Limits(long events, long chars, Duration unread, Duration total) {}

  /// Starts to answer `prompt` and returns at once. `request` is kept in the stream as it came.
  ///
  /// @throws UnknownModel if no generator answers for its model
  /// @throws StoreFull if there is no room for another stream now
  public StreamId start(Caller caller, Prompt prompt, String request) {
    var generator = catalog.find(prompt.model());
    var id = StreamId.fresh(clock);
    var log = store.open(id, new Started(caller.name(), prompt.model(), request));
    var generation =
        new Generation(id, log, generator, prompt, limits, timer, () -> running.remove(id));
    running.put(id, generation);
    generation.start();
    return id;
  }

  /// Ends the stream on purpose, for all its readers. Does nothing if it has ended already.
  public void cancel(StreamId id) {
    ifRunning(id, Generation::cancel);
  }

  /// Says that somebody follows the stream, until closed.
  public Presence attend(StreamId id) {
    return presences.enter(id);
  }

  /// How many follow the stream now.
  public int readers(StreamId id) {
    return presences.of(id);
  }

  /// Ends every stream that is still running, and says why to its readers.
  @Override
  public void close() {
    running.values().forEach(generation -> generation.fail(Failures.SHUTTING_DOWN));
    timer.shutdownNow();
  }

  private void ifRunning(StreamId id, Consumer<Generation> action) {
    var generation = running.get(id);
    if (generation != null) action.accept(generation);
  }
}
