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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;

/// A generator at work on one stream. The end is written once, by whoever is first: the generator,
/// or from any other thread a canceller, a timer, a shutdown.
final class Generation implements Work.Ending {
  private static final System.Logger LOGGER = System.getLogger(Generation.class.getName());

  private final StreamId id;
  private final LoggedOutput output;
  private final Attendance attendance;
  private final Timeouts timeouts;
  private final Runnable onEnd;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Work work;
  private final long bornNanos = System.nanoTime();

  /// `onEnd` runs once, when the end has been written.
  Generation(
      StreamId id,
      StreamLog log,
      StreamRequest request,
      Generator generator,
      Generations.Limits limits,
      ScheduledExecutorService timer,
      Wheel wheel,
      Runnable onEnd) {
    this.id = id;
    this.output = new LoggedOutput(log, limits);
    this.attendance = new Attendance(id, request.lifetime(), limits.readers(), timer, this::cancel);
    this.timeouts = new Timeouts(timer, limits, output, this::fail);
    this.onEnd = onEnd;
    this.work = Work.of(id.value(), generator, request, output, this, wheel);
  }

  /// Even if it was ended before: then the generator finds its first piece refused.
  void start() {
    timeouts.begin();
    work.start();
  }

  /// Says that somebody is present, until closed and for `outlasting` after that.
  ///
  /// @throws TooManyReaders if there is no place
  Presence attend(Duration outlasting) {
    return attendance.enter(outlasting);
  }

  /// False if it goes on after `wait`.
  boolean awaitEnd(Duration wait) throws InterruptedException {
    return ended.await(wait.toNanos(), NANOSECONDS);
  }

  int readers() {
    return attendance.present();
  }

  void cancel() {
    end(new Finished(Reason.CANCELLED, output.estimate()));
  }

  void fail(Failure failure) {
    end(new Failed(failure, output.estimate()));
  }

  @Override
  public void finish(Finished finished) {
    if (finished.reason() == Reason.CANCELLED) {
      throw new IllegalStateException("a generator can't claim that it was cancelled");
    }
    end(finished);
  }

  @Override
  public void breakOff(Throwable why) {
    switch (why) {
      case GenerationFailed failed -> fail(failed.failure());
      case StoreFull _ -> fail(Failures.STORE_FULL);
      case StreamEnded _ -> {} // by somebody else, which is normal
      default -> broken(why); // or interrupted, since it was ended by somebody else
    }
  }

  private void broken(Throwable e) {
    boolean first = end(new Failed(Failures.GENERATOR_BROKEN, output.estimate()));
    if (first) LOGGER.log(ERROR, "stream " + id + ": its generator is broken", e);
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
    work.interrupt();
    timeouts.end();
    attendance.end();
    onEnd.run();
    ended.countDown();
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
