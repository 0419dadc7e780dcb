package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.Bounds;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsReaderTest {
  @Test
  void readsWhatOpenAiCallsThem() {
    assertThat(read("{\"stop\":\"END\",\"max_tokens\":7}"))
        .isEqualTo(new Bounds(List.of("END"), 7));
    assertThat(read("{\"stop\":[\"a\",\"b\"],\"max_completion_tokens\":8.0,\"max_tokens\":7}"))
        .isEqualTo(new Bounds(List.of("a", "b"), 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"stop\":null,\"max_tokens\":null,\"max_completion_tokens\":null}",
        "{\"temperature\":1}"
      })
  void findsNoneWhereNoneAre(String prompt) {
    assertThat(read(prompt)).isEqualTo(Bounds.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "[]",
        "[\"\"]",
        "7",
        "[7]",
        "[null]",
        "{}",
        "[\"1\",\"2\",\"3\",\"4\",\"5\"]"
      })
  void refusesWhatIsNoStopSequence(String stop) {
    assertThatThrownBy(() -> read("{\"stop\":" + stop + "}"))
        .isInstanceOf(BadPrompt.class)
        .hasMessageStartingWith("'stop' must be a text, or an array of 1 to 4");
  }

  @Test
  void refusesAStopSequenceForWhichTooMuchWouldBeHeldBack() {
    assertThat(read("{\"stop\":\"" + "x".repeat(256) + "\"}").stop()).hasSize(1);
    assertThatThrownBy(() -> read("{\"stop\":\"" + "x".repeat(257) + "\"}"))
        .hasMessageContaining("1 to 256 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "\"7\"", "true", "[]", "99999999999999999999"})
  void refusesWhatIsNoLength(String most) {
    for (var name : List.of("max_tokens", "max_completion_tokens")) {
      assertThatThrownBy(() -> read("{\"" + name + "\":" + most + "}"))
          .isInstanceOf(BadPrompt.class)
          .hasMessageMatching("'" + name + "' is .*: it must be a whole number from 1 on");
    }
  }

  private static Bounds read(String prompt) {
    return BoundsReader.of((JsonObject) ForeignJson.parse(prompt, 8));
  }
}
