package dev.spate.generation;

import static dev.spate.stream.StreamEvent.Reason.CANCELLED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every generator promises. Its author runs it by saying how to make one, and what to ask it.
@Timeout(120)
public interface GeneratorContract {

  /// One that then answers all that a test asks.
  Generator generator();

  /// What it answers before long, with a piece at least.
  default Prompt prompt(String text) {
    var json = "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    return new Prompt("m", List.of(new Message("user", text, json)), Map.of());
  }

  /// What it speaks or is silent about for ten seconds and more. Without it cancelling is skipped.
  default Optional<Prompt> longPrompt() {
    return Optional.empty();
  }

  /// What it refuses, or fails at. Without it failing is skipped.
  default Optional<Prompt> impossiblePrompt() {
    return Optional.empty();
  }

  @Test
  default void answersAndSaysHowItFinished() throws Exception {
    var answer = new Answer(generator(), prompt("Why SSE?"));

    var finished = answer.finished();
    assertFalse(answer.pieces.isEmpty(), "it wrote no piece");
    assertNotEquals(CANCELLED, finished.reason(), "CANCELLED is not a generator's to claim");
    assertTrue(finished.usage().inputTokens() >= 0, "it read less than no token");
    assertTrue(finished.usage().outputTokens() >= 0, "it wrote less than no token");
  }

  /// Where it answers the same prompt in the same way.
  @Test
  default void answersManyAtOnceAsItAnswersOne() throws Exception {
    var generator = generator();
    var prompts = List.of(prompt("One"), prompt("Two things"), prompt("And three more"));
    var atOnce = new ArrayList<Answer>();
    for (var prompt : prompts) atOnce.add(new Answer(generator, prompt));
    for (var answer : atOnce) answer.finished();

    for (int i = 0; i < prompts.size(); i++) {
      var alone = new Answer(generator, prompts.get(i));
      alone.finished();
      var again = new Answer(generator, prompts.get(i));
      again.finished();
      if (!alone.pieces.equals(again.pieces)) abort("it never says the same twice");
      assertEquals(alone.pieces, atOnce.get(i).pieces, "it mixes answers up");
    }
  }

  @Test
  default void returnsSoonWhenItIsCancelledAtOnce() throws Exception {
    var answer = new Answer(generator(), longPrompt().orElseGet(() -> abort("no longPrompt()")));

    answer.cancel();
    answer.assertOverSoon();
  }

  @Test
  default void returnsSoonWhenItIsCancelledAtWork() throws Exception {
    var answer = new Answer(generator(), longPrompt().orElseGet(() -> abort("no longPrompt()")));

    var _ = answer.begun.await(2, SECONDS); // or it is silent
    assertFalse(answer.end.isDone(), "it was over before it was cancelled");
    answer.cancel();
    answer.assertOverSoon();
  }

  @Test
  default void endsAtAPieceThatIsRefused() throws Exception {
    var answer = new Answer(generator(), prompt("Why SSE?"), true);

    assertInstanceOf(StreamEnded.class, answer.thrown(), "it must let StreamEnded through");
    answer.assertOverSoon();
  }

  @Test
  default void saysWhyItCanNotAnswer() throws Exception {
    var prompt = impossiblePrompt().orElseGet(() -> abort("no impossiblePrompt()"));
    var thrown = new Answer(generator(), prompt).thrown();

    if (thrown instanceof BadPrompt) return;
    var failure = assertInstanceOf(GenerationFailed.class, thrown).failure();
    assertTrue(failure.code().matches("[a-z][a-z0-9_]*"), "no code for programs: " + failure);
    assertFalse(failure.message().isBlank(), "no message for people: " + failure);
    assertTrue(failure.status() >= 400 && failure.status() < 600, "no error's status: " + failure);
  }

  /// A generator at work on a thread of its own, and what it has written.
  final class Answer implements Output {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<Piece> pieces = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Finished> end = new CompletableFuture<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread;
    private volatile boolean ended;

    Answer(Generator generator, Prompt prompt) {
      this(generator, prompt, false);
    }

    /// `ended`: its stream has an end already.
    Answer(Generator generator, Prompt prompt, boolean ended) {
      this.ended = ended;
      this.thread = Thread.ofVirtual().unstarted(() -> generate(generator, prompt));
      thread.start();
    }

    private void generate(Generator generator, Prompt prompt) {
      try {
        generator.check(prompt);
        end.complete(generator.generate(prompt, this));
      } catch (Throwable e) {
        end.completeExceptionally(e);
      }
    }

    @Override
    public void write(Piece piece) {
      assertSame(thread, Thread.currentThread(), "it must write on the thread it is called on");
      if (ended) {
        refused.incrementAndGet();
        throw new StreamEnded();
      }
      pieces.add(piece);
      begun.countDown();
    }

    Finished finished() throws Exception {
      return end.get(60, SECONDS);
    }

    Throwable thrown() {
      var e = assertThrows(ExecutionException.class, () -> end.get(60, SECONDS), "it answered");
      return Objects.requireNonNull(e.getCause());
    }

    void cancel() {
      ended = true;
      thread.interrupt();
    }

    void assertOverSoon() throws InterruptedException {
      assertTrue(thread.join(SOON), "it goes on after its end: let InterruptedException through");
      assertTrue(refused.get() <= 1, "it wrote on after a piece was refused");
    }
  }
}
