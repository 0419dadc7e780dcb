package dev.spate.simulation;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static dev.spate.stream.StreamEvent.Reason.TOOL_CALLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Models;
import dev.spate.generation.Step.Finish;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptProviderTest {
  private final Models shipped = new ScriptProvider().open("script", GivenSettings.of());

  @TempDir private Path folder;

  @Test
  void bringsOneModelForEachAnswerThatSpateShips() {
    assertThat(shipped.names())
        .containsExactly(
            "script/prose", "script/code", "script/chinese", "script/long", "script/tools");
    assertThat(shipped.find("script")).isEmpty();
    assertThat(shipped.card("script/code").type()).isEqualTo("script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prose", "code", "chinese", "long"})
  void saysTextsThatStop(String title) {
    var schedule = schedule(shipped, "script/" + title);

    assertThat(schedule.text()).hasSizeGreaterThan(200).doesNotEndWith("\n");
    assertThat(((Finish) schedule.last()).finished().reason()).isEqualTo(STOP);
  }

  @Test
  void hasCodeATableAndListsInLists() {
    assertThat(schedule(shipped, "script/code").text())
        .contains("```js\n", "\n```\n", "\n|:--|:--|:-:|\n", "\n   - ", "\n     - ");
  }

  @Test
  void hasAnAnswerOfTwentyThousandTokensWhosePageTellsThePosition() {
    var pieces = schedule(shipped, "script/long").pieces();

    assertThat(pieces).hasSize(20_000);
    for (int page = 1; page <= 200; page++) {
      int first = (page - 1) * 100;
      assertThat(pieces.subList(first + 1, first + 3))
          .containsExactly(new Text(" Page"), new Text(" " + page));
    }
  }

  @Test
  void thinksAndCallsATool() {
    var schedule = schedule(shipped, "script/tools");
    var kinds = new ArrayList<Class<? extends Piece>>();
    var arguments = new StringBuilder();
    for (var piece : schedule.pieces()) {
      if (kinds.isEmpty() || kinds.getLast() != piece.getClass()) kinds.add(piece.getClass());
      if (piece instanceof ToolCall call) arguments.append(call.arguments());
    }

    assertThat(kinds).isEqualTo(List.of(Reasoning.class, Text.class, ToolCall.class));
    assertThat(arguments).hasToString("{\"city\":\"Guilin\",\"unit\":\"celsius\"}");
    assertThat(((Finish) schedule.last()).finished().reason()).isEqualTo(TOOL_CALLS);
  }

  @Test
  void saysATextOfYours() throws IOException {
    assertThat(schedule(open("why.md", "It *fits*.\n\n"), "mine").text()).isEqualTo("It *fits*.");
    assertThat(schedule(open("why.txt", "为什么"), "mine").text()).isEqualTo("为什么");
  }

  @Test
  void playsATapeOfYours() throws IOException {
    assertThat(schedule(open("why.ndjson", "{\"ms\":7,\"text\":\"a\"}\n"), "mine").times())
        .containsExactly(7L, 7L);
  }

  @ParameterizedTest
  @CsvSource({
    "why.ndjson, oops, 'must be a tape, but line 1 is not JSON'",
    "why.html, <p>, 'must end in .md or .txt, for a text, or .ndjson, for a tape'",
    "why.md, ' ', must have some text in it"
  })
  void namesAFileThatIsNoAnswer(String name, String content, String mend) {
    assertThatThrownBy(() -> open(name, content))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("file is '%s': it %s", folder.resolve(name), mend);
  }

  @Test
  void namesAFileThatIsTooLargeOrNoText() throws IOException {
    var path = folder.resolve("why.md");

    Files.write(path, new byte[(8 << 20) + 1]);
    assertThatThrownBy(() -> open(path.toString()))
        .hasMessageEndingWith("it must have at most 8MiB");
    Files.write(path, new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> open(path.toString())).hasMessageEndingWith("it must be UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere/why.md", "nul\u0000.md"})
  void namesAFileThatIsNotThere(String file) {
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("must be a file that can be read, relative to /");
  }

  private Models open(String name, String content) throws IOException {
    return open(Files.writeString(folder.resolve(name), content).toString());
  }

  private static Models open(String path) {
    return new ScriptProvider().open("mine", GivenSettings.of("file", path));
  }

  private static Schedule schedule(Models models, String model) {
    return Schedule.of((Simulator) models.find(model).orElseThrow(), Prompts.of("Why?"));
  }
}
