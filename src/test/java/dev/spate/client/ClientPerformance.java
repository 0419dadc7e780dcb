package dev.spate.client;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// How fast the client draws. Its name is no test's, so that `mvn verify` leaves it alone: what it
/// measures is the machine as well. `mvn test -Dtest=ClientPerformance` runs it.
@Timeout(value = 20, unit = MINUTES)
class ClientPerformance {
  private static final Path LOG = Path.of("target/client/performance.log");

  @TestFactory
  Stream<DynamicTest> drawsAsFastAsItShould() throws Exception {
    return ClientTest.runInABrowser("performance");
  }

  @AfterEach
  void tell() throws IOException {
    if (!Files.exists(LOG)) return;
    List<String> lines = Files.readAllLines(LOG);
    lines.stream().filter(line -> line.startsWith("performance: ")).forEach(System.out::println);
  }
}
