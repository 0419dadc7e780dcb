package dev.spate.generation;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import dev.spate.stream.Failure;
import dev.spate.stream.StoreFull;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamId;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/// A generator at work on one stream. The end is written once, by whoever is first: the generator,
/// or from any other thread a canceller, a timer, a shutdown.
final class Generation {
  private static final System.Logger LOGGER = System.getLogger(Generation.class.getName());

  private final StreamId id;
  private final LoggedOutput output;
  private final Lifetime lifetime;
  private final Runnable onEnd;
  private final Thread thread;
  private final long bornNanos = System.nanoTime();

  /// What a generator does with a prompt, on a thread of its own.
  interface Work {
    Finished run() throws InterruptedException;
  }

  /// `onEnd` runs once, when the end has been written.
  Generation(StreamId id, LoggedOutput output, Lifetime lifetime, Work work, Runnable onEnd) {
    this.id = id;
    this.output = output;
    this.lifetime = lifetime;
    this.onEnd = onEnd;
    this.thread = Thread.ofVirtual().name(id.value()).unstarted(() -> run(work));
  }

  /// Even if it was ended before: then the generator finds its first piece refused.
  void start() {
    lifetime.begin(this::cancel, () -> fail(Failures.TOTAL_TIMEOUT));
    thread.start();
  }

  /// Says that somebody is present, until closed.
  Presence attend() {
    return lifetime.enter();
  }

  int readers() {
    return lifetime.present();
  }

  void cancel() {
    end(new Finished(Reason.CANCELLED, output.estimate()));
  }

  void fail(Failure failure) {
    end(new Failed(failure, output.estimate()));
  }

  private void run(Work work) {
    try {
      var finished = Objects.requireNonNull(work.run(), "a generator returned null");
      if (finished.reason() == Reason.CANCELLED) {
        throw new IllegalStateException("a generator can't claim that it was cancelled");
      }
      end(finished);
    } catch (GenerationFailed e) {
      fail(e.failure());
    } catch (StoreFull _) {
      fail(Failures.STORE_FULL);
    } catch (StreamEnded _) {
      // by somebody else, which is normal
    } catch (Throwable e) { // whatever a third party's code throws must leave no reader hanging
      boolean first = end(new Failed(Failures.GENERATOR_BROKEN, output.estimate()));
      if (first) LOGGER.log(ERROR, "stream " + id + ": its generator is broken", e);
    }
  }

  /// Writes first and interrupts then, so that a generator that ignores interrupts leaves no reader
  /// hanging either. False if there was an end already, which is normal.
  private boolean end(End end) {
    try {
      output.end(end);
    } catch (StreamEnded _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it ended stream " + id, e);
    }
    if (Thread.currentThread() != thread) thread.interrupt();
    lifetime.end();
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
    var took = Duration.ofNanos(System.nanoTime() - bornNanos);
    return "stream %s: %s, %d pieces in %d ms"
        .formatted(id, outcome, output.pieces(), took.toMillis());
  }
}
