package dev.spate.simulation;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import dev.spate.generation.Step;
import dev.spate.generation.Step.Finish;
import dev.spate.generation.Step.Say;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorsTest {
  private static final Duration THINKING = Duration.ofMillis(200);
  private static final Duration PACE = Duration.ofMillis(50);
  private static final InstantSource BEFORE_MIDNIGHT =
      InstantSource.fixed(Instant.parse("2026-11-24T23:59:59.500Z"));

  private final Panel speaking = Panel.speaking(GivenSettings.of("tokens-per-second", "20"));

  @Test
  void echoSaysTheLatestMessageBack() {
    var prompt =
        new Prompt(
            "echo",
            List.of(
                new Message("system", "You are kind.", "{}"),
                new Message("user", "Why SSE?", "{}")),
            Map.of());

    assertThat(Schedule.of(new Echo(), speaking, prompt).steps())
        .containsExactly(say(THINKING, "Why"), say(PACE, " SSE?"), finish(STOP, 5, 2));
  }

  @Test
  void clockTellsTheTimeAgainAndAgain() {
    var panel = ClockProvider.panel(GivenSettings.of("times", "2"));

    assertThat(Schedule.of(new Clock(BEFORE_MIDNIGHT), panel, Prompts.of("When?")).steps())
        .containsExactly(
            say(ZERO, "It is 23:59:59.\n"),
            say(Duration.ofSeconds(1), "It is 00:00:00.\n"),
            finish(STOP, 1, 2));
  }

  @Test
  void clockTellsTheTimeThatItComesAt() {
    var prompt = Prompts.simulate("{\"firstPieceMs\":2000,\"everyMs\":60000,\"times\":2}");
    var panel = ClockProvider.panel(GivenSettings.of());

    assertThat(Schedule.of(new Clock(BEFORE_MIDNIGHT), panel, prompt).steps())
        .containsExactly(
            say(Duration.ofSeconds(2), "It is 00:00:01.\n"),
            say(Duration.ofSeconds(60), "It is 00:01:01.\n"),
            finish(STOP, 2, 2));
  }

  @Test
  void clockGoesOnWithoutEnd() {
    var simulator =
        new Simulator(new Clock(BEFORE_MIDNIGHT), ClockProvider.panel(GivenSettings.of()));
    var steps = simulator.steps(Prompts.of("When?"));

    for (int i = 0; i < 100_000; i++) assertThat(steps.next()).isInstanceOf(Say.class);
  }

  @Test
  void scriptSaysItsTextWhateverItIsAsked() {
    var schedule = Schedule.of(new Script("It fits."), speaking, Prompts.of("Why SSE?"));

    assertThat(schedule.steps())
        .containsExactly(say(THINKING, "It"), say(PACE, " fits."), finish(STOP, 2, 2));
  }

  @ParameterizedTest
  @CsvSource({"max_tokens, 1", "max_completion_tokens, 1", "max_tokens, 1.0"})
  void stopsWhereAPromptWantsItTo(String parameter, String most) {
    var prompt = Prompts.with(Prompts.of("Why SSE?"), parameter, most);

    assertThat(Schedule.of(new Echo(), speaking, prompt).steps())
        .containsExactly(say(THINKING, "Why"), finish(LENGTH, 2, 1));
  }

  @ParameterizedTest
  @CsvSource({"2", "100", "9223372036854775807", "null"})
  void saysAllThatFits(String most) {
    var prompt = Prompts.with(Prompts.of("Why SSE?"), "max_tokens", most);

    assertThat(Schedule.of(new Echo(), speaking, prompt).last()).isEqualTo(finish(STOP, 2, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Why not SSE? | Why not      | ' SSE?'",
        "Why not SSE? | Why n        | 'ot SSE?'",
        "Why not SSE? | Why not SSE? | ''",
        "Why not SSE? | Why WS?      | 'not SSE?'",
        "Why not SSE? | No           | 'Why not SSE?'",
        "Why not SSE? | ''           | 'Why not SSE?'",
        "🦆🦢         | 🦆🦆         | '🦢'"
      })
  void echoSaysTheRestOfWhatTheAssistantHasBegun(String asked, String said, String rest) {
    assertThat(Schedule.of(new Echo(), speaking, Prompts.of(asked, said)).text()).isEqualTo(rest);
  }

  @Test
  void saysTheRestFromWhereverItWasCut() {
    var text = "为什么用 SSE？\n\n因为 it *fits* – 👩‍👩‍👧‍👦.";
    for (int cut = 0; cut <= text.length(); cut++) {
      if (cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1))) continue;
      var said = text.substring(0, cut);

      var schedule = Schedule.of(new Script(text), speaking, Prompts.of("Why?", said));
      assertThat(said + schedule.text()).isEqualTo(text);
    }
  }

  @Test
  void saysTheSameAtTheSameTimesForTheSameSeed() {
    for (var jitter : List.of("uniform", "lognormal")) {
      var seven = Prompts.simulate("{\"seed\":7,\"jitter\":\"" + jitter + "\"}");
      var eight = Prompts.simulate("{\"seed\":8,\"jitter\":\"" + jitter + "\"}");
      var none = Prompts.simulate("{\"jitter\":\"" + jitter + "\"}");
      var script = new Script("one two three four five six seven eight nine ten");

      assertThat(Schedule.of(script, seven)).isEqualTo(Schedule.of(script, seven));
      assertThat(Schedule.of(script, seven)).isNotEqualTo(Schedule.of(script, eight));
      assertThat(Schedule.of(script, none)).isNotEqualTo(Schedule.of(script, none));
    }
  }

  /// Played on a thread of its own, as every generator can be.
  @Test
  void areTheirSchedulesPlayed() throws Exception {
    var pieces = new ArrayList<Piece>();
    var prompt = Prompts.simulate("{\"firstPieceMs\":0,\"tokensPerSecond\":0}");

    var finished = new Simulator(new Echo(), speaking).generate(prompt, pieces::add);

    assertThat(pieces).containsExactly(new Text("Why"), new Text(" SSE?"));
    assertThat(finished).isEqualTo(new Finished(STOP, new Usage(2, 2, false)));
  }

  private static Step say(Duration after, String text) {
    return new Say(after, new Text(text));
  }

  private static Step finish(Reason reason, long inputTokens, long outputTokens) {
    return new Finish(ZERO, new Finished(reason, new Usage(inputTokens, outputTokens, false)));
  }
}
