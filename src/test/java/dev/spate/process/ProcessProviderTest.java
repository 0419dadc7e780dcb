package dev.spate.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.BadSetting;
import dev.spate.http.RawExchange;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A command in the configuration of a gateway.
@Timeout(60)
class ProcessProviderTest {
  @Test
  void answersByItsCommand() throws Exception {
    try (var gateway = start("command", "sh,-c,echo a\\, b");
        var exchange = ask(gateway)) {
      assertThat(exchange.body().text()).contains("data: {\"text\":\"a, b\\n\"}\n");
    }
  }

  @Test
  void killsItsCommandsWhenTheGatewayStops() throws Exception {
    var stubborn = "trap '' TERM; echo; sleep 4711";
    ProcessHandle command;
    try (var gateway = start("command", "sh,-c," + stubborn);
        var exchange = ask(gateway)) {
      exchange.await("{\"text\"");
      command =
          ProcessHandle.current()
              .children()
              .filter(child -> child.info().commandLine().orElse("").contains(stubborn))
              .findFirst()
              .orElseThrow();
    }

    command.onExit().get(1, SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "folder | nowhere        | folder is 'nowhere' in the test: it must be a folder that"
            + " exists",
        "output | xml            | output is 'xml' in the test: it must be lines or ndjson",
        "errors | log            | errors is 'log' in the test: it must be drop or show",
        "most   | 0              | most is '0' in the test: it must be a whole number from 1 to"
            + " 1000",
        "comand | date           | there is no setting generators.answer.comand, in the test; did "
            + "you mean generators.answer.command?",
        "command | no-such -x    | command is 'no-such -x' in the test: it must begin with a"
            + " program, and PATH has no 'no-such -x'",
        "command | ./no-such,-x  | command is './no-such,-x' in the test: it must begin with a"
            + " program, and there is no './no-such'",
        "command | ./pom.xml,-x  | command is './pom.xml,-x' in the test: it must begin with a"
            + " program, and './pom.xml' needs: chmod +x",
      })
  void namesWhatIsWrong(String key, String value, String complaint) {
    assertThatThrownBy(() -> start("command", "date", key, value).close())
        .isInstanceOf(BadSetting.class)
        .hasMessageEndingWith(complaint);
  }

  @Test
  void asksForItsCommand() {
    assertThatThrownBy(() -> start("most", "1").close())
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "generators.answer.command is missing: it must be a list: [python3, answer.py]");
  }

  private static TestGateway start(String... settings) {
    var all = new String[settings.length + 2];
    all[0] = "generators.answer.type";
    all[1] = "process";
    for (int i = 0; i < settings.length; i += 2) {
      all[i + 2] = "generators.answer." + settings[i];
      all[i + 3] = settings[i + 1];
    }
    return TestGateway.start(all);
  }

  private static RawExchange ask(TestGateway gateway) throws IOException {
    var prompt = "{\"model\":\"answer\",\"prompt\":\"Hi\"}";
    return RawExchange.post(
        gateway.port(), "/v1/streams", prompt, "Content-Type: application/json");
  }
}
