package dev.spate.generation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.openai.UpstreamFailureKinds;
import dev.spate.process.ProcessFailures;
import dev.spate.simulation.SimulatedFailures;
import dev.spate.stream.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The failures of any stream, and those of our generators, are those that docs/PROTOCOL.md lists.
class FailuresTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| (\\d{3}) \\| (yes|no) \\|");

  @Test
  void areListed() throws IOException {
    var ofAnyStream =
        Stream.of(
            Failures.SHUTTING_DOWN,
            Failures.STORE_FULL,
            Failures.GENERATOR_BROKEN,
            Failures.FIRST_PIECE_TIMEOUT,
            Failures.BETWEEN_PIECES_TIMEOUT,
            Failures.TOTAL_TIMEOUT,
            Failures.streamFull("3 events"));
    var failures =
        Stream.of(
                ofAnyStream,
                SimulatedFailures.all(),
                ProcessFailures.all().stream(),
                UpstreamFailureKinds.all())
            .flatMap(all -> all)
            .distinct(); // an upstream breaks off as a simulator does

    var listed =
        ROW.matcher(Files.readString(Path.of("docs/PROTOCOL.md")))
            .results()
            .collect(toMap(row -> row.group(1), row -> row.group(2) + " " + row.group(3)));
    assertThat(listed)
        .isEqualTo(
            failures.collect(
                toMap(Failure::code, f -> f.status() + (f.retryable() ? " yes" : " no"))));
  }
}
