package dev.spate.simulation;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import dev.spate.generation.Scheduled;
import dev.spate.generation.Step;
import dev.spate.generation.Step.Finish;
import dev.spate.generation.Step.Say;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorsTest {
  private static final Duration THINKING = Duration.ofMillis(200);
  private static final Duration PACE = Duration.ofMillis(50);

  @Test
  void echoSaysTheLatestMessageBack() {
    var prompt = prompt("You are kind.", "Why SSE?");

    assertThat(steps(new Echo(new Pace(THINKING, PACE)), prompt))
        .containsExactly(
            new Say(THINKING, new Text("Why")),
            new Say(PACE, new Text(" SSE?")),
            new Finish(ZERO, new Finished(STOP, new Usage(5, 2, false))));
  }

  @Test
  void clockTellsTheTimeAgainAndAgain() {
    var now = InstantSource.fixed(Instant.parse("2026-11-24T23:59:59.500Z"));
    var every = Duration.ofSeconds(1);

    assertThat(steps(new Clock(every, 2, now), prompt("When?")))
        .containsExactly(
            new Say(ZERO, new Text("It is 23:59:59.\n")),
            new Say(every, new Text("It is 00:00:00.\n")),
            new Finish(ZERO, new Finished(STOP, new Usage(1, 2, false))));
  }

  /// Played on a thread of its own, as every generator is.
  @Test
  void areTheirSchedulesPlayed() throws Exception {
    var pieces = new ArrayList<Piece>();

    var finished = new Echo(new Pace(ZERO, ZERO)).generate(prompt("Why SSE?"), pieces::add);

    assertThat(pieces).containsExactly(new Text("Why"), new Text(" SSE?"));
    assertThat(finished).isEqualTo(new Finished(STOP, new Usage(2, 2, false)));
  }

  private static List<Step> steps(Scheduled simulator, Prompt prompt) {
    var steps = new ArrayList<Step>();
    simulator.steps(prompt).forEachRemaining(steps::add);
    return steps;
  }

  private static Prompt prompt(String... texts) {
    var messages = new ArrayList<Message>();
    for (var text : texts) messages.add(new Message("user", text, "{}"));
    return new Prompt("m", messages, Map.of());
  }
}
