package dev.spate.client;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import dev.spate.TestGateway;
import dev.spate.client.JUnitReport.Result;
import dev.spate.http.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The client's own suites: each of their tests is one here.
@Timeout(value = 15, unit = MINUTES)
class ClientTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @TestFactory
  Stream<DynamicTest> works() throws Exception {
    return run("test", Map.of());
  }

  /// In a browser, against a real gateway, and through a relay that cuts.
  @TestFactory
  Stream<DynamicTest> worksInABrowser() throws Exception {
    var chromium = new SystemPackages(TARGET.resolve("client")).chromium();
    try (var gateway = TestGateway.start();
        var relay = Relay.to(gateway.port())) {
      var cutter = cutter(relay);
      try {
        return run(
            "e2e",
            Map.of(
                "SPATE_URL", gateway.uri("/").toString(),
                "SPATE_RELAY_URL", "http://localhost:" + relay.port(),
                "SPATE_RELAY_CUT_URL", "http://127.0.0.1:" + cutter.getAddress().getPort(),
                "SPATE_CHROMIUM", chromium.toString(),
                "SPATE_SCREENSHOTS", TARGET.resolve("screenshots").toString()));
      } finally {
        cutter.stop(0);
      }
    }
  }

  /// Runs all of a suite, and gives what came of each of its tests, and of the suite as a whole.
  private static Stream<DynamicTest> run(String suite, Map<String, String> environment)
      throws IOException, InterruptedException {
    var report = TARGET.resolve("client/" + suite + ".xml");
    Files.deleteIfExists(report);
    var command = npm(suite, report, environment);
    int code = command.run(LONGEST);
    assertThat(report).as(command + "\n" + command.tail()).exists();
    return Stream.concat(
        JUnitReport.read(report).tests().stream().map(ClientTest::asTest),
        Stream.of(
            dynamicTest(command.toString(), () -> assertThat(code).as(command.tail()).isZero())));
  }

  private static Command npm(String suite, Path report, Map<String, String> environment) {
    var words =
        List.of(
            "npm",
            "run",
            "--silent",
            suite,
            "--",
            "--reporter=default",
            "--reporter=junit",
            "--outputFile.junit=" + report);
    var plain = new HashMap<>(environment);
    plain.put("NO_COLOR", "1");
    plain.put("CI", "true"); // a forgotten `.only` fails
    return new Command(words, Path.of("client"), plain, TARGET.resolve("client/" + suite + ".log"));
  }

  private static DynamicTest asTest(Result result) {
    return dynamicTest(
        result.name(), () -> result.complaint().ifPresent(why -> fail(result.name() + "\n" + why)));
  }

  private static HttpServer cutter(Relay relay) throws IOException {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          relay.cut();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
