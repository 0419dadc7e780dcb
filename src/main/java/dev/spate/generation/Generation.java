package dev.spate.generation;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.spate.stream.Failure;
import dev.spate.stream.StoreFull;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/// A generator at work on one stream. The end is written once, by whoever is first: the generator,
/// or from any other thread a canceller, a timer, a shutdown.
final class Generation {
  private static final System.Logger LOGGER = System.getLogger(Generation.class.getName());

  private final StreamId id;
  private final StreamLog log;
  private final LoggedOutput output;
  private final Generations.Limits limits;
  private final ScheduledExecutorService timer;
  private final Runnable onEnd;
  private final Thread thread;
  private final long startedNanos = System.nanoTime();
  private final Future<?> total;
  private volatile Future<?> lapse; // the clock that runs whenever nobody is present

  /// `onEnd` runs once, when the end has been appended.
  Generation(
      StreamId id,
      StreamLog log,
      Generator generator,
      Prompt prompt,
      Generations.Limits limits,
      ScheduledExecutorService timer,
      Runnable onEnd) {
    this.id = id;
    this.log = log;
    this.output = new LoggedOutput(log, limits);
    this.limits = limits;
    this.timer = timer;
    this.onEnd = onEnd;
    this.thread = Thread.ofVirtual().name(id.value()).unstarted(() -> run(generator, prompt));
    this.total = after(limits.total(), () -> fail(Failures.totalTimeout(limits.total())));
    this.lapse = after(limits.unread(), this::cancel);
  }

  void start() {
    thread.start();
  }

  void cancel() {
    end(new Finished(Reason.CANCELLED, output.estimate()));
  }

  void fail(Failure failure) {
    end(new Failed(failure, output.estimate()));
  }

  /// Somebody reads again. Called in turn with [#deserted].
  void attended() {
    lapse.cancel(false);
  }

  /// Nobody reads any more.
  void deserted() {
    lapse = after(limits.unread(), this::cancel);
  }

  private Future<?> after(Duration delay, Runnable action) {
    return timer.schedule(action, delay.toNanos(), NANOSECONDS);
  }

  private void run(Generator generator, Prompt prompt) {
    try {
      var finished = generator.generate(prompt, output);
      if (finished.reason() == Reason.CANCELLED) {
        throw new IllegalStateException("a generator can't claim that it was cancelled");
      }
      end(finished);
    } catch (GenerationFailed e) {
      fail(e.failure());
    } catch (StoreFull _) {
      fail(Failures.STORE_FULL);
    } catch (Throwable e) { // whatever a third party's code throws must leave no reader hanging
      boolean first = end(new Failed(Failures.GENERATOR_BROKEN, output.estimate()));
      if (first) LOGGER.log(ERROR, "stream " + id + ": its generator is broken", e);
    }
  }

  /// Appends first and interrupts then, so that a generator that ignores interrupts leaves no
  /// reader hanging either. False if there was an end already, which is normal.
  private boolean end(End end) {
    try {
      log.append(end);
    } catch (StreamEnded _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it ended stream " + id, e);
    }
    if (Thread.currentThread() != thread) thread.interrupt();
    total.cancel(false);
    lapse.cancel(false);
    onEnd.run();
    LOGGER.log(INFO, () -> report(end));
    return true;
  }

  private String report(End end) {
    var outcome =
        switch (end) {
          case Finished finished -> finished.reason().name().toLowerCase(Locale.ROOT);
          case Failed failed -> failed.failure().code();
        };
    var took = Duration.ofNanos(System.nanoTime() - startedNanos);
    return "stream %s: %s, %d pieces in %d ms"
        .formatted(id, outcome, output.pieces(), took.toMillis());
  }
}
