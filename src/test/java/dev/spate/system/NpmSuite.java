package dev.spate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.spate.system.JUnitReport.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// A suite of tests that npm runs, and that reports in JUnit's form.
///
/// @param folder where its `package.json` is
/// @param script of that, `test` say
/// @param report where it is told to report
/// @param limit how long it may take
public record NpmSuite(Path folder, String script, Path report, Duration limit) {

  /// Runs it, and gives what came of each of its tests, and of it as a whole.
  ///
  /// @param options of the script: at least those that have it report
  /// @param environment what it gets beside ours
  public Stream<DynamicTest> run(List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(report.toAbsolutePath().getParent());
    Files.deleteIfExists(report);
    var command = command(options, environment);
    int code = command.run(limit);
    assertThat(report).as(command + "\n" + command.tail()).exists();
    return Stream.concat(
        JUnitReport.read(report).tests().stream().map(NpmSuite::asTest),
        Stream.of(
            dynamicTest(command.toString(), () -> assertThat(code).as(command.tail()).isZero())));
  }

  private Command command(List<String> options, Map<String, String> environment) {
    var words = new ArrayList<>(List.of("npm", "run", "--silent", script, "--"));
    words.addAll(options);
    var plain = new HashMap<>(environment);
    plain.put("NO_COLOR", "1");
    plain.put("CI", "true"); // a forgotten `.only` fails
    return new Command(words, folder, plain, report.resolveSibling(script + ".log"));
  }

  private static DynamicTest asTest(Result result) {
    return dynamicTest(
        result.name(), () -> result.complaint().ifPresent(why -> fail(result.name() + "\n" + why)));
  }
}
