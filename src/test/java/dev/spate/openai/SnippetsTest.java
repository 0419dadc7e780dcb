package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.http.Relay;
import dev.spate.system.SystemPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What README.md and docs/PROTOCOL.md show of clients of OpenAI's, run as it stands there; but the
/// port is another.
@Tag("also-without-the-pump")
@Timeout(value = 3, unit = MINUTES)
@TestInstance(Lifecycle.PER_CLASS)
class SnippetsTest {
  private static final Path NODE = Path.of("src/test/node").toAbsolutePath();

  @TempDir private Path folder;

  private final TestGateway gateway =
      TestGateway.start(
          "generators.script.tokens-per-second", "0", "generators.script.first-piece", "0s");

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"js", "java"})
  void readAnAnswer(String language) throws Exception {
    var snippet = snippet(Path.of("README.md"), "### From an SDK", language);

    assertThat(run(language, snippet, gateway.port())).isEqualTo(says("prose"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"js", "java"})
  void readAnAnswerInChinese(String language) throws Exception {
    var snippet = snippet(Path.of("README.zh-CN.md"), "### 用 SDK", language);

    assertThat(run(language, snippet, gateway.port())).isEqualTo(says("chinese"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"js", "java"})
  void readAnAnswerThatIsCutAgainAndAgain(String language) throws Exception {
    var snippet = snippet(Path.of("docs/PROTOCOL.md"), "### Go on, or read it again", language);
    try (var relay = new Relay(gateway.port(), cuts -> 2_500 + 5_000L * cuts)) {
      assertThat(run(language, snippet, relay.port())).isEqualTo(says("prose"));
      assertThat(relay.cuts()).isGreaterThan(2);
    }
  }

  @Test
  void goOnWithCurl() throws Exception {
    new SystemPackages(folder).programs("curl");
    var commands = snippet(Path.of("docs/PROTOCOL.md"), "### Go on, or read it again", "sh");
    try (var relay =
        new Relay(gateway.port(), cuts -> cuts == 0 ? 2_500 : Long.MAX_VALUE)) { // its ninth chunk
      assertThat(run("sh", commands, relay.port()))
          .containsOnlyOnce("\"position\":10}")
          .endsWith("data: [DONE]\n\n");
      assertThat(relay.cuts()).isOne();
    }
  }

  private static String says(String script) throws IOException {
    var file = Path.of("src/main/resources/dev/spate/simulation", script + ".md");
    return Files.readString(file).strip();
  }

  /// The first below that heading.
  private static String snippet(Path page, String heading, String language) throws IOException {
    var text = Files.readString(page);
    int from = text.indexOf("\n" + heading + "\n");
    assertThat(from).as(heading).isNotNegative();
    var block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(text);
    assertThat(block.find(from)).isTrue();
    return block.group(1);
  }

  private String run(String language, String snippet, int port)
      throws IOException, InterruptedException {
    var code = snippet.replace("localhost:8000", "127.0.0.1:" + port);
    var command =
        switch (language) {
          case "js" -> List.of("node", "--input-type=module", "--eval", code);
          case "java" -> {
            var file = Files.writeString(folder.resolve("Snippet.java"), code);
            var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
            var path = System.getProperty("java.class.path");
            yield List.of(java, "-classpath", path, file.toString());
          }
          default -> List.of("sh", "-c", code);
        };
    var process =
        new ProcessBuilder(command)
            .directory((language.equals("js") ? NODE : folder).toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
    return said;
  }
}
