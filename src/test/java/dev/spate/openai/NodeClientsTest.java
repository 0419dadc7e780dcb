package dev.spate.openai;

import static dev.spate.openai.ScriptedUpstream.says;
import static dev.spate.openai.ScriptedUpstream.saysForEver;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.util.concurrent.TimeUnit.MINUTES;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.http.Relay;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.system.NpmSuite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The clients of OpenAI's that Node has, as they are: each of the tests in `src/test/node` is one
/// here.
@Tag("also-without-the-pump")
@Timeout(value = 5, unit = MINUTES)
class NodeClientsTest {
  private static final Path REPORT = Path.of("target/node/test.xml").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> work() throws Exception {
    var suite = new NpmSuite(Path.of("src/test/node"), "test", REPORT, Duration.ofMinutes(4));
    var options =
        List.of(
            "--test-reporter=spec",
            "--test-reporter-destination=stdout",
            "--test-reporter=junit",
            "--test-reporter-destination=" + REPORT);
    try (var waiting = new ScriptedUpstream(saysForEver("a"));
        var poem = new ScriptedUpstream(says(poem()));
        var journal = new JournalPage(waiting);
        var gateway =
            TestGateway.start(
                generators(),
                "server.heartbeat",
                "50ms",
                "generators.waiting.type",
                "openai",
                "generators.waiting.base-url",
                waiting.baseUrl(),
                "generators.poem.type",
                "openai",
                "generators.poem.base-url",
                poem.baseUrl());
        var cutting = new Relay(gateway.port(), cuts -> 1_000 + 500 * cuts)) {
      return suite.run(
          options,
          Map.of(
              "SPATE_URL", gateway.uri("").toString(),
              "SPATE_CUTTING_URL", "http://127.0.0.1:" + cutting.port(),
              "SPATE_JOURNAL_URL", journal.uri().toString()));
    }
  }

  private static String[] poem() {
    return IntStream.range(0, 200).mapToObj(i -> "word " + i + " ").toArray(String[]::new);
  }

  private static Map<String, Generator> generators() {
    var generators = new LinkedHashMap<>(Answers.all());
    generators.remove("waiting"); // the upstream's
    generators.put("hesitant", NodeClientsTest::hesitate);
    generators.put("failing", Answers.failing(Answers.TRUNCATED));
    return generators;
  }

  private static Finished hesitate(Prompt prompt, Output output) throws InterruptedException {
    output.write(new Text("It is "));
    Thread.sleep(500); // ten heartbeats
    output.write(new Text("09:41."));
    return new Finished(STOP, new Usage(3, 2, false));
  }
}
