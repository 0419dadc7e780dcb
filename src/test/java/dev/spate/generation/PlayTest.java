package dev.spate.generation;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Step.Finish;
import dev.spate.generation.Step.Say;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlayTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration WHILE = Duration.ofMillis(500); // for its thread to have begun
  private static final Duration NEVER = Duration.ofDays(1_000);
  private static final Finished DONE = new Finished(STOP, new Usage(3, 2, false));
  private static final Prompt PROMPT =
      new Prompt("m", List.of(new Message("user", "Hi", "{}")), Map.of());

  private final Wheel wheel = new Wheel();
  private final List<String> said = new ArrayList<>(); // by one thread after the other
  private final List<String> threads = new ArrayList<>(); // of each
  private final BlockingQueue<Object> ends = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    wheel.close();
  }

  @Test
  void waitsOnTheWheelAndSaysItsStepsThere() throws Exception {
    play(() -> Stream.of(say(WHILE, "a"), say(MOMENT, "b"), new Finish(MOMENT, DONE)));

    assertThat(ends.take()).isEqualTo(DONE);
    assertThat(said).containsExactly("a", "b");
    assertThat(threads).containsOnly("wheel");
  }

  /// A burst at most is said on the wheel.
  @Test
  void saysMuchAtOnceOnAThreadOfItsOwn() throws Exception {
    play(() ->
        Stream.concat(
            Stream.of(say(WHILE, "0")),
            Stream.concat(
                IntStream.range(1, 1_000).mapToObj(i -> say(Duration.ZERO, "" + i)),
                Stream.of(new Finish(MOMENT, DONE)))));

    assertThat(ends.take()).isEqualTo(DONE);
    assertThat(said).isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "" + i).toList());
    assertThat(threads.stream().filter("wheel"::equals)).hasSizeLessThanOrEqualTo(Burst.MOST);
    assertThat(threads.getLast()).isEqualTo("play");
  }

  @Test
  void isForgottenByTheWheelOnceItIsInterrupted() {
    var play = play(() -> Stream.of(say(NEVER, "a")));
    while (wheel.waiting() == 0) Thread.onSpinWait();

    play.interrupt();

    while (wheel.waiting() > 0) Thread.onSpinWait();
  }

  @Test
  void failsAsItsScheduleDoesOrWhenThatIsBroken() throws Exception {
    var failure = new Failure("c", "m", 502, true, Optional.empty(), "");
    play(() -> Stream.of(say(MOMENT, "a"), new Step.Fail(MOMENT, failure)));
    assertThat(ends.take())
        .isInstanceOfSatisfying(
            GenerationFailed.class, e -> assertThat(e.failure()).isEqualTo(failure));

    play(() -> Stream.of(say(MOMENT, "a"))); // and no end
    assertThat(ends.take()).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void endsWhenItsPiecesAreRefused() throws Exception {
    var schedule = schedule(() -> Stream.of(say(MOMENT, "a"), new Finish(MOMENT, DONE)));
    new Play(
            "play",
            schedule,
            PROMPT,
            _ -> {
              throw new StreamEnded();
            },
            ending(),
            wheel)
        .start();

    assertThat(ends.take()).isInstanceOf(StreamEnded.class);
  }

  @Test
  void keepsWithinBounds() throws Exception {
    var steps =
        schedule(() ->
            Stream.of(say(MOMENT, "a"), say(MOMENT, "E"), say(MOMENT, "N"), say(MOMENT, "D")));

    playing(new Bounds(List.of("END"), Long.MAX_VALUE).around(steps));
    assertThat(ends.take()).isEqualTo(new Finished(STOP, new Usage(0, 4, true)));
    assertThat(said).containsExactly("a");

    said.clear();
    playing(new Bounds(List.of("ENDS"), 3).around(steps));
    assertThat(ends.take()).isEqualTo(new Finished(LENGTH, new Usage(0, 3, true)));
    assertThat(said).containsExactly("a", "E", "N");
  }

  /// It may block, and nobody else would have a turn.
  @Test
  void isNotTheWayOfOthersCode() throws Exception {
    var theirs =
        (Scheduled)
            new Elsewhere().loadClass(Theirs.class.getName()).getConstructor().newInstance();

    assertThat(work(theirs)).isInstanceOf(OwnThread.class);
    assertThat(work(new Theirs())).isInstanceOf(Play.class);
  }

  /// A third party's schedule.
  public static final class Theirs implements Scheduled {
    @Override
    public Iterator<Step> steps(Prompt prompt) {
      return List.<Step>of(new Finish(Duration.ZERO, DONE)).iterator();
    }
  }

  /// As jars in `libs/` are loaded: by a loader of their own.
  private static final class Elsewhere extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Theirs.class.getName())) return super.loadClass(name, resolve);
      try (var in = Theirs.class.getResourceAsStream("PlayTest$Theirs.class")) {
        var bytes = requireNonNull(in).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private Work work(Scheduled generator) {
    var request =
        new StreamRequest(
            Caller.ANYONE, PROMPT, "{}", Bounds.NONE, Lifetime.DETACHED, Optional.empty());
    return Work.of("play", generator, request, _ -> {}, ending(), wheel);
  }

  /// Anew for each prompt.
  private Play play(Supplier<Stream<Step>> steps) {
    return playing(schedule(steps));
  }

  private Play playing(Scheduled generator) {
    var play =
        new Play(
            "play",
            generator,
            PROMPT,
            piece -> {
              said.add(((Text) piece).text());
              threads.add(Thread.currentThread().getName());
            },
            ending(),
            wheel);
    play.start();
    return play;
  }

  private Work.Ending ending() {
    return new Work.Ending() {
      @Override
      public void finish(Finished finished) {
        ends.add(finished);
      }

      @Override
      public void breakOff(Throwable why) {
        ends.add(why);
      }
    };
  }

  private static Scheduled schedule(Supplier<Stream<Step>> steps) {
    return _ -> steps.get().iterator();
  }

  private static Step say(Duration after, String text) {
    return new Say(after, new Text(text));
  }
}
