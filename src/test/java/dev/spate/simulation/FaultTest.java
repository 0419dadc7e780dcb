package dev.spate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Step;
import dev.spate.generation.Step.Fail;
import dev.spate.generation.Step.Finish;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  private static final Answer ANSWER = new Script("one two three"); // at 200, 233 and 266 ms

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                | ``            | 0",
        ",\"afterPieces\":0,\"afterMs\":0 | ``           | 0",
        ",\"afterPieces\":1              | one           | 200",
        ",\"afterPieces\":2              | one two       | 233",
        ",\"afterPieces\":3              | one two three | 266",
        ",\"afterMs\":100                | ``            | 100",
        ",\"afterMs\":200                | ``            | 200",
        ",\"afterMs\":250                | one two       | 250",
        ",\"afterPieces\":1,\"afterMs\":250 | one        | 200",
        ",\"afterPieces\":3,\"afterMs\":210 | one        | 210"
      })
  void comesAfterSoManyPiecesOrSoLong(String when, String text, long ms) {
    var schedule = schedule("{\"kind\":\"truncate\"" + (when == null ? "" : when) + "}");

    assertThat(schedule.text()).isEqualTo(text);
    assertThat(schedule.times().getLast()).isEqualTo(ms);
    assertThat(failed(schedule.last()).failure()).isEqualTo(Failures.UPSTREAM_TRUNCATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{\"kind\":\"fail\",\"afterPieces\":4}", "{\"kind\":\"fail\",\"afterMs\":267}"})
  void comesTooLateForAShorterAnswer(String fault) {
    assertThat(schedule(fault).last()).isInstanceOf(Finish.class);
  }

  @Test
  void failsByTheCodeThatItIsGiven() {
    var schedule = schedule("{\"kind\":\"fail\",\"code\":\"overloaded\",\"afterPieces\":1}");

    assertThat(failed(schedule.last()).failure().code()).isEqualTo("overloaded");
    assertThat(failed(schedule("{\"kind\":\"fail\"}").last()).failure().code())
        .isEqualTo("simulated_failure");
  }

  @Test
  void stallsForLongerThanAnyStreamLasts() {
    var schedule = schedule("{\"kind\":\"stall\",\"afterPieces\":1}");

    assertThat(schedule.text()).isEqualTo("one");
    assertThat(schedule.last().after()).isGreaterThanOrEqualTo(Duration.ofDays(365));
  }

  @Test
  void comesByDefaultWhereTheSettingsSaySo() {
    var panel = Panel.speaking(GivenSettings.of("fault.kind", "fail", "fault.after-pieces", "2"));

    assertThat(Schedule.of(ANSWER, panel, Prompts.of("?")).text()).isEqualTo("one two");
    var without = Prompts.simulate("{\"fault\":{\"kind\":\"none\"}}");
    assertThat(Schedule.of(ANSWER, panel, without).last()).isInstanceOf(Finish.class);
  }

  @Test
  void cutsAStreamThatHasNoEnd() {
    var panel =
        ClockProvider.panel(GivenSettings.of("fault.kind", "truncate", "fault.after", "5s"));
    var clock = new Clock(InstantSource.system());

    assertThat(Schedule.of(clock, panel, Prompts.of("?")).pieces()).hasSize(5);
  }

  private static Schedule schedule(String fault) {
    return Schedule.of(ANSWER, Prompts.simulate("{\"fault\":" + fault + "}"));
  }

  private static Fail failed(Step step) {
    assertThat(step).isInstanceOf(Fail.class);
    return (Fail) step;
  }
}
