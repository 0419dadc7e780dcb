package dev.spate.process;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.PromptJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// A generator that runs a command for each prompt, without a shell. The prompt is one line of JSON
/// on its standard input, and nowhere else; its standard output is the answer.
final class Command implements Generator, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Command.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(1); // until one of them is through
  private static final Usage UNCOUNTED = new Usage(0, 0, true);

  private final String name;
  private final ProcessBuilder builder; // only read, by any thread
  private final Reading reading;
  private final int most;
  private final Semaphore free;
  private final Set<Run> running = ConcurrentHashMap.newKeySet();

  /// The command that `builder` starts, `most` times at once.
  Command(String name, ProcessBuilder builder, Reading reading, int most) {
    this.name = name;
    this.builder = builder;
    this.reading = reading;
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  @Override
  public Finished generate(Prompt prompt, Output output) throws InterruptedException {
    try (var run = start(prompt)) {
      long said = 0;
      while (true) {
        var line = run.line();
        if (line.length == 0) return whole(run.exitCode(), said);
        if (line.length > Run.LONGEST_LINE) {
          throw invalid("a line of more than " + Run.LONGEST_LINE + " bytes");
        }
        var event = reading.event(line);
        if (event.isEmpty()) continue;
        switch (event.get()) {
          case Started _ -> {} // of a recorded answer
          case Piece piece -> {
            output.write(piece);
            if (piece.isToken()) said++;
          }
          case Finished(Reason reason, Usage usage) -> {
            if (reason == Reason.CANCELLED) throw invalid("that it was cancelled");
            return new Finished(reason, usage.equals(UNCOUNTED) ? counted(said) : usage);
          }
          case Failed failed -> throw new GenerationFailed(failed.failure());
        }
      }
    }
  }

  /// Ends all that is still running.
  @Override
  public void close() {
    running.stream().map(Run::end).toList().forEach(CompletableFuture::join);
  }

  private Run start(Prompt prompt) throws InterruptedException {
    if (!free.tryAcquire(PATIENCE.toMillis(), MILLISECONDS)) {
      throw new GenerationFailed(Failures.busy(most, PATIENCE));
    }
    try {
      var input = PromptJson.of(prompt) + "\n";
      var run = new Run(Family.start(builder), input);
      running.add(run);
      run.onGone(free::release);
      run.onEnded(() -> running.remove(run));
      return run;
    } catch (IOException e) {
      free.release();
      LOGGER.log(WARNING, "generators." + name + ": " + e.getMessage());
      throw new GenerationFailed(Failures.UNAVAILABLE);
    }
  }

  private Finished whole(int exitCode, long said) {
    if (exitCode == 0) return new Finished(Reason.STOP, counted(said));
    boolean dropped = builder.redirectError().equals(DISCARD);
    LOGGER.log(
        WARNING,
        "generators.{0}: its command ended with exit code {1}{2}",
        name,
        exitCode,
        dropped ? "; see what it says with errors: show" : "");
    throw new GenerationFailed(Failures.failed(exitCode));
  }

  private static GenerationFailed invalid(String what) {
    return new GenerationFailed(Failures.outputInvalid(what));
  }

  private static Usage counted(long said) {
    return new Usage(0, said, true);
  }
}
