package dev.spate.simulation;

import static dev.spate.stream.StreamEvent.Reason.TOOL_CALLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Step.Fail;
import dev.spate.generation.Step.Finish;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapeTest {
  private static final String RECORDED =
      """
      {"position":1,"ms":0,"event":"started","stream":"01m","model":"echo","at":"2026-11-24T12:00:00Z"}
      {"position":2,"ms":212,"reasoning":"Hm."}

      {"position":3,"ms":212,"text":"Why"}
      {"position":4,"ms":245,"text":" not"}
      {"position":5,"ms":1300,"extra":{"logprobs":[]}}
      {"position":6,"ms":1301,"toolCall":{"index":0,"id":"call_1","name":"add","arguments":"{}"}}
      {"position":7,"ms":1400,"event":"finished","reason":"tool_calls","usage":{"inputTokens":9,"outputTokens":9}}
      """;

  @Test
  void playsTheSamePiecesAtTheSameTimes() {
    var schedule = Schedule.of(tape(RECORDED), Prompts.simulate("{\"tokensPerSecond\":1}"));

    assertThat(schedule.times()).containsExactly(212L, 212L, 245L, 1300L, 1301L, 1400L);
    assertThat(schedule.pieces())
        .containsExactly(
            new Reasoning("Hm."),
            new Text("Why"),
            new Text(" not"),
            new Extra("{\"logprobs\":[]}"),
            new ToolCall(0, "call_1", "add", "{}"));
    assertThat(((Finish) schedule.last()).finished())
        .isEqualTo(new Finished(TOOL_CALLS, new Usage(2, 4, false)));
  }

  @Test
  void playsWhatHasNoTimeAtThePaceOfThePrompt() {
    var tape =
        tape(
            """
            {"text":"a"}
            {"text":"b"}
            {"ms":500,"text":"c"}
            {"text":"d"}
            {"event":"finished","reason":"stop"}
            """);

    assertThat(Schedule.of(tape, Prompts.simulate("{\"tokensPerSecond\":10}")).times())
        .containsExactly(200L, 300L, 500L, 600L, 600L);
    assertThat(Schedule.of(tape, Prompts.simulate("{\"tokensPerSecond\":1}")).times())
        .containsExactly(200L, 1200L, 1200L, 2200L, 2200L);
  }

  @Test
  void breaksOffWhereItHasNoEnd() {
    var schedule = Schedule.of(tape("{\"ms\":7,\"text\":\"a\"}"), Prompts.of("?"));

    assertThat(schedule.times()).containsExactly(7L, 7L);
    assertThat(((Fail) schedule.last()).failure()).isEqualTo(Failures.UPSTREAM_TRUNCATED);
  }

  @Test
  void breaksOffWhereItWasCancelled() {
    var tape =
        tape("{\"text\":\"a\"}\n{\"ms\":900,\"event\":\"finished\",\"reason\":\"cancelled\"}");

    var schedule = Schedule.of(tape, Prompts.of("?"));
    assertThat(schedule.times()).containsExactly(200L, 900L);
    assertThat(((Fail) schedule.last()).failure()).isEqualTo(Failures.UPSTREAM_TRUNCATED);
  }

  @Test
  void failsAsItWasRecorded() {
    var tape = tape("{\"ms\":9,\"event\":\"failed\",\"code\":\"overloaded\",\"message\":\"busy\"}");

    var failed = (Fail) Schedule.of(tape, Prompts.of("?")).last();
    assertThat(failed.after()).hasMillis(9);
    assertThat(failed.failure().code()).isEqualTo("overloaded");
  }

  @Test
  void saysTheRestOfWhatTheAssistantHasBegun() {
    var schedule = Schedule.of(tape(RECORDED), Prompts.of("?", "Why n"));

    assertThat(schedule.pieces())
        .containsExactly(
            new Text("ot"), new Extra("{\"logprobs\":[]}"), new ToolCall(0, "call_1", "add", "{}"));
    assertThat(schedule.times()).containsExactly(33L, 1088L, 1089L, 1188L);
  }

  @Test
  void goesOnFromTheLastLineThatItPasses() {
    var tape =
        tape(
            """
            {"ms":10,"text":"a"}
            {"ms":50,"reasoning":"?"}
            {"ms":70,"text":"b"}
            """);

    assertThat(Schedule.of(tape, Prompts.of("?", "ac")).times()).containsExactly(20L, 20L);
    assertThat(Schedule.of(tape, Prompts.of("?", "a")).times()).containsExactly(40L, 60L, 60L);
  }

  @Test
  void endsWhereTheAssistantHasSaidMore() {
    var schedule = Schedule.of(tape(RECORDED), Prompts.of("?", "Why not?"));

    assertThat(schedule.pieces()).isEmpty();
    assertThat(schedule.last()).isInstanceOf(Finish.class);
  }

  @Test
  void isCutToAsManyTokensAsThePromptWants() {
    var prompt = Prompts.with(Prompts.of("?"), "max_tokens", "3");

    assertThat(Schedule.of(tape(RECORDED), prompt).pieces())
        .hasSize(4)
        .last()
        .isInstanceOf(Extra.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello                    | line 3 is not JSON",
        "{\"txt\":\"b\"}          | line 3 needs one of 'text'",
        "{\"ms\":1,\"text\":\"b\"} | line 3 is earlier than the one before",
        "{\"ms\":90000000,\"text\":\"b\"} | line 3 is later than a day after the start",
      })
  void saysWhichLineIsWrong(String line, String message) {
    assertThatThrownBy(() -> tape("{\"ms\":2,\"text\":\"a\"}\n\n" + line))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("must be a tape, but " + message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void hasNothingAfterItsEnd() {
    assertThatThrownBy(() -> tape(RECORDED + "{\"text\":\"a\"}"))
        .hasMessage("must be a tape, but line 9 is after the end");
  }

  @Test
  void isNotEmpty() {
    assertThatThrownBy(() -> tape("\n{\"event\":\"started\",\"model\":\"echo\"}\n"))
        .hasMessage("must be a tape, but has no piece and no end");
  }

  private static Tape tape(String ndjson) {
    return Tape.of(ndjson, BadSetting::new);
  }
}
