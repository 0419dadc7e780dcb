package dev.spate.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.BadSetting;
import dev.spate.generation.ModelCard;
import dev.spate.generation.ModelCard.Choice;
import dev.spate.generation.ModelCard.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanelTest {
  private final Panel panel = Panel.speaking(GivenSettings.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"tokensPerSecond\":-5}   | 'simulate.tokensPerSecond' is -5: it must be a whole number"
            + " from 0 to 5000",
        "{\"tokensPerSecond\":5001} | 'simulate.tokensPerSecond' is 5001: it must be a whole number"
            + " from 0 to 5000",
        "{\"tokensPerSecond\":1.5}  | 'simulate.tokensPerSecond' is 1.5: it must be a whole number"
            + " from 0 to 5000",
        "{\"tokensPerSecond\":1e99} | 'simulate.tokensPerSecond' is 1E+99: it must be a whole"
            + " number from 0 to 5000",
        "{\"tokensPerSecond\":\"9\"} | 'simulate.tokensPerSecond' is '9': it must be a whole number"
            + " from 0 to 5000",
        "{\"firstPieceMs\":true}    | 'simulate.firstPieceMs' is true: it must be a whole number"
            + " from 0 to 3600000",
        "{\"jitterPercent\":101}    | 'simulate.jitterPercent' is 101: it must be a whole number"
            + " from 0 to 100",
        "{\"jitter\":\"much\"}      | 'simulate.jitter' is 'much': it must be none, uniform or"
            + " lognormal",
        "{\"jitter\":\"NONE\"}      | 'simulate.jitter' is 'NONE': it must be none, uniform or"
            + " lognormal",
        "{\"speed\":1}              | there is no 'simulate.speed'; there are: firstPieceMs,"
            + " tokensPerSecond, jitter, jitterPercent, seed, fault",
        "{\"times\":1}              | there is no 'simulate.times'; there are: firstPieceMs,"
            + " tokensPerSecond, jitter, jitterPercent, seed, fault",
        "7                          | 'simulate' is 7: it must be an object",
        "{\"fault\":\"fail\"}       | 'simulate.fault' is 'fail': it must be an object",
        "{\"fault\":{}}             | 'simulate.fault.kind' is missing: it must be none, fail,"
            + " stall or truncate",
        "{\"fault\":{\"kind\":\"x\"}} | 'simulate.fault.kind' is 'x': it must be none, fail, stall"
            + " or truncate",
        "{\"fault\":{\"kind\":\"fail\",\"code\":\"A b\"}} | 'simulate.fault.code' is 'A b': it must"
            + " be 1 to 64 of a-z, 0-9 and _",
        "{\"fault\":{\"kind\":\"fail\",\"after\":1}} | there is no 'simulate.fault.after'; there"
            + " are: kind, code, afterPieces, afterMs",
        "{\"fault\":{\"kind\":\"fail\",\"afterMs\":-1}} | 'simulate.fault.afterMs' is -1: it must"
            + " be a whole number from 0 to 3600000",
      })
  void namesWhatIsWrongWithSimulate(String simulate, String message) {
    var simulator = new Simulator(new Echo(), panel);

    assertThatThrownBy(() -> simulator.check(Prompts.simulate(simulate)))
        .isInstanceOf(BadPrompt.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "\"9\"", "[]", "9223372036854775808"})
  void namesAMaximumThatIsNone(String most) {
    var prompt = Prompts.with(Prompts.of("Why?"), "max_tokens", most);

    assertThatThrownBy(() -> panel.read(prompt))
        .isInstanceOf(BadPrompt.class)
        .hasMessageMatching("'max_tokens' is .*: it must be a whole number from 1 on");
  }

  @Test
  void takesNullForAbsent() {
    var prompt =
        Prompts.simulate("{\"seed\":null,\"jitter\":null,\"fault\":null,\"tokensPerSecond\":null}");
    var sparse = Prompts.with(Prompts.with(prompt, "max_tokens", "null"), "stop", "null");

    assertThat(Schedule.of(new Echo(), sparse))
        .isEqualTo(Schedule.of(new Echo(), Prompts.of("Why SSE?")));
    assertThatCode(() -> panel.read(Prompts.simulate("null"))).doesNotThrowAnyException();
  }

  /// OpenAI's, for those who know no knobs; the knob wins.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9  | {\"jitter\":\"uniform\"} | 9",
        "9  | {\"jitter\":\"uniform\",\"seed\":3} | 3",
        "-1 | {\"jitter\":\"uniform\"} | 9007199254740991",
      })
  void takesAPromptsSeed(String seed, String simulate, long knob) {
    var asked = Prompts.with(Prompts.simulate(simulate), "seed", seed);
    var same = Prompts.simulate("{\"jitter\":\"uniform\",\"seed\":" + knob + "}");

    assertThat(Schedule.of(new Echo(), asked)).isEqualTo(Schedule.of(new Echo(), same));
  }

  @Test
  void refusesToSpeakAloud() {
    var silent = Prompts.with(Prompts.of("Why?"), "modalities", "[\"text\"]");
    var aloud = Prompts.with(Prompts.of("Why?"), "modalities", "[\"text\",\"audio\"]");

    assertThatCode(() -> panel.read(silent)).doesNotThrowAnyException();
    assertThatThrownBy(() -> panel.read(aloud))
        .isInstanceOf(BadPrompt.class)
        .hasMessage("'modalities' has 'audio' in it: a simulator says no more than text");
  }

  @Test
  void describesItselfOnACard() {
    assertThat(panel.card("echo"))
        .isEqualTo(
            new ModelCard(
                "echo",
                List.of("max_tokens"),
                Map.of(
                    "firstPieceMs", new Range(0, 3_600_000, 200),
                    "tokensPerSecond", new Range(0, 5_000, 30),
                    "jitter", new Choice(List.of("none", "uniform", "lognormal"), "none"),
                    "jitterPercent", new Range(0, 100, 50),
                    "seed", new Range(0, 9_007_199_254_740_991L, 0)),
                List.of("fail", "stall", "truncate")));
    assertThat(ClockProvider.panel(GivenSettings.of()).card("clock").knobs())
        .containsEntry("everyMs", new Range(1, 3_600_000, 1_000))
        .containsEntry("times", new Range(0, 1_000_000_000, 0));
  }

  @Test
  void takesItsDefaultsFromTheSettings() {
    var settings =
        GivenSettings.of(
            "first-piece", "1s", "tokens-per-second", "10", "jitter", "uniform", "seed", "3");
    var asked =
        Prompts.simulate(
            "{\"firstPieceMs\":1000,\"tokensPerSecond\":10,\"jitter\":\"uniform\",\"seed\":3}");

    assertThat(Schedule.of(new Echo(), Panel.speaking(settings), Prompts.of("Why SSE?")))
        .isEqualTo(Schedule.of(new Echo(), asked));
  }

  @Test
  void limitsWhatAPromptMayAskFor() {
    var limited =
        Panel.speaking(
            GivenSettings.of("limits.first-piece", "100ms", "limits.tokens-per-second", "20"));

    assertThat(limited.card("echo").knobs())
        .containsEntry("firstPieceMs", new Range(0, 100, 100))
        .containsEntry("tokensPerSecond", new Range(1, 20, 20));
    assertThatThrownBy(() -> limited.read(Prompts.simulate("{\"tokensPerSecond\":0}")))
        .hasMessage("'simulate.tokensPerSecond' is 0: it must be a whole number from 1 to 20");
  }

  @Test
  void limitsItsOwnDefaultsToo() {
    var settings = GivenSettings.of("limits.every", "10s", "every", "1s");

    assertThatThrownBy(() -> ClockProvider.panel(settings))
        .isInstanceOf(BadSetting.class)
        .hasMessage("every is '1s': it must be from 10s to 1h");
  }

  @Test
  void canBeClosed() {
    var closed = Panel.speaking(GivenSettings.of("simulate", "false"));

    assertThatThrownBy(() -> closed.read(Prompts.simulate("{\"seed\":1}")))
        .isInstanceOf(BadPrompt.class)
        .hasMessage("'simulate' is turned off for 'm': leave it out");
    assertThat(closed.card("echo").knobs()).isEmpty();
    assertThat(closed.read(Prompts.of("Why?")).pace().firstPiece())
        .isEqualTo(Duration.ofMillis(200));
  }

  @ParameterizedTest
  @CsvSource({
    "jitter, much, 'jitter is ''much'': it must be none, uniform or lognormal'",
    "fault.kind, x, 'fault.kind is ''x'': it must be none, fail, stall or truncate'",
    "fault.code, A-B, 'fault.code is ''A-B'': it must be 1 to 64 of a-z, 0-9 and _'"
  })
  void namesWhatIsWrongWithASetting(String key, String value, String message) {
    assertThatThrownBy(() -> Panel.speaking(GivenSettings.of(key, value)))
        .isInstanceOf(BadSetting.class)
        .hasMessage(message);
  }
}
