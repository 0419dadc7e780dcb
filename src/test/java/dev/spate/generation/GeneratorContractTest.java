package dev.spate.generation;

import static dev.spate.stream.StreamEvent.Reason.CANCELLED;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract finds what a generator does wrong.
@Timeout(60)
class GeneratorContractTest {
  private static final Finished DONE = new Finished(STOP, new Usage(1, 1, false));

  @Test
  void findsOneThatSaysNothing() {
    assertThatThrownBy(of((_, _) -> DONE)::answersAndSaysHowItFinished)
        .hasMessageContaining("it wrote no piece");
  }

  @Test
  void findsOneThatClaimsToBeCancelled() {
    assertThatThrownBy(
            of((_, output) -> {
              output.write(new Text("a"));
              return new Finished(CANCELLED, DONE.usage());
            })
                ::answersAndSaysHowItFinished)
        .hasMessageContaining("CANCELLED is not a generator's to claim");
  }

  @Test
  void findsOneThatMixesAnswersUp() {
    var heard = new CopyOnWriteArrayList<String>();
    var all = new CountDownLatch(3);

    assertThatThrownBy(
            of((prompt, output) -> {
              heard.add(prompt.latest().text());
              all.countDown();
              all.await();
              output.write(new Text(heard.getLast()));
              return DONE;
            })
                ::answersManyAtOnceAsItAnswersOne)
        .hasMessageContaining("it mixes answers up");
  }

  @Test
  void findsOneThatWritesOnAnotherThread() {
    assertThatThrownBy(
            of((_, output) -> {
              var failures = new ArrayList<Throwable>();
              var thread =
                  Thread.startVirtualThread(() -> {
                    try {
                      output.write(new Text("a"));
                    } catch (Throwable e) {
                      failures.add(e);
                    }
                  });
              thread.join();
              throw new IllegalStateException(failures.getFirst());
            })
                ::answersAndSaysHowItFinished)
        .hasStackTraceContaining("it must write on the thread it is called on");
  }

  @Test
  void findsOneThatIgnoresThatItIsCancelled() {
    var release = new CountDownLatch(1);
    var deaf =
        of((_, _) -> {
          while (true) {
            try {
              release.await();
              return DONE;
            } catch (InterruptedException _) {
              // what it must not do
            }
          }
        });

    assertThatThrownBy(deaf::returnsSoonWhenItIsCancelledAtOnce)
        .hasMessageContaining("let InterruptedException through");
    release.countDown();
  }

  @Test
  void findsOneThatGoesOnAfterItsPieceWasRefused() {
    assertThatThrownBy(
            of((_, output) -> {
              try {
                output.write(new Text("a"));
              } catch (StreamEnded _) {
                // what it must not do
              }
              return DONE;
            })
                ::endsAtAPieceThatIsRefused)
        .hasMessageContaining("it answered");
  }

  @Test
  void findsAFailureThatHelpsNobody() {
    assertThatThrownBy(
            of((_, _) -> {
              throw new GenerationFailed(
                  new Failure("Oops!", "it broke", 500, true, Optional.empty(), ""));
            })
                ::saysWhyItCanNotAnswer)
        .hasMessageContaining("no code for programs");
  }

  private static GeneratorContract of(Generator generator) {
    return new GeneratorContract() {
      @Override
      public Generator generator() {
        return generator;
      }

      @Override
      public Optional<Prompt> longPrompt() {
        return Optional.of(prompt("long"));
      }

      @Override
      public Optional<Prompt> impossiblePrompt() {
        return Optional.of(prompt("impossible"));
      }
    };
  }
}
