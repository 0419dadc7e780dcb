package dev.spate.client;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.http.Relay;
import dev.spate.system.NpmSuite;
import dev.spate.system.SystemPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The client's own suites: each of their tests is one here.
@Timeout(value = 50, unit = MINUTES)
class ClientTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Duration LONGEST = Duration.ofMinutes(45);

  @TestFactory
  Stream<DynamicTest> works() throws Exception {
    return run("test", Map.of());
  }

  /// In a browser, against real gateways, over networks that fail. All of its files, or those that
  /// `-Dspate.e2e=chat,survive` names.
  @TestFactory
  Stream<DynamicTest> worksInABrowser() throws Exception {
    return runInABrowser("e2e", named());
  }

  /// Runs a suite in a browser, with a gateway and all that may befall the network to it.
  static Stream<DynamicTest> runInABrowser(String suite, String... files) throws Exception {
    var chromium = new SystemPackages(TARGET.resolve("client")).chromium();
    try (var gateway = TestGateway.start();
        var relay = Relay.to(gateway.port());
        var stage = new Stage(relay, TARGET.resolve("client/stage"))) {
      return run(
          suite,
          Map.of(
              "SPATE_URL", gateway.uri("/").toString(),
              "SPATE_RELAY_URL", "http://localhost:" + relay.port(),
              "SPATE_STAGE_URL", stage.uri().toString(),
              "SPATE_CHROMIUM", chromium.toString(),
              "SPATE_SCREENSHOTS", TARGET.resolve("screenshots").toString()),
          files);
    }
  }

  private static String[] named() {
    return COMMA
        .splitAsStream(System.getProperty("spate.e2e", ""))
        .filter(name -> !name.isBlank())
        .map(name -> file(name.strip()))
        .toArray(String[]::new);
  }

  private static String file(String name) {
    var file = "e2e/" + name + ".e2e.ts";
    assertThat(Path.of("client", file)).exists();
    return file;
  }

  private static Stream<DynamicTest> run(
      String suite, Map<String, String> environment, String... files)
      throws IOException, InterruptedException {
    var report = TARGET.resolve("client/" + suite + ".xml");
    var options =
        Stream.of("--reporter=default", "--reporter=junit", "--outputFile.junit=" + report);
    return new NpmSuite(Path.of("client"), suite, report, LONGEST)
        .run(Stream.concat(options, Stream.of(files)).toList(), environment);
  }
}
