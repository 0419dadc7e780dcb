package dev.spate.system;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandTest {
  @TempDir private Path folder;

  @Test
  void givesItsExitCodeAndTheEndOfWhatItSaid() throws Exception {
    var command = shell("seq 1000; echo $SOME >&2; exit 3");

    assertThat(command.run(ofMinutes(1))).isEqualTo(3);
    assertThat(command.tail()).startsWith("962\n").endsWith("\n1000\nthing");
  }

  @Test
  void endsWithAllThatItStartedWhenItTakesTooLong() {
    var command = shell("sleep 1000 & echo $!; wait");

    assertThatThrownBy(() -> command.run(ofMillis(500)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("took longer than PT0.5S")
        .message()
        .satisfies(message -> {
          long child = Long.parseLong(message.lines().toList().getLast());
          ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
        });
  }

  private Command shell(String script) {
    var words = List.of("sh", "-c", script);
    return new Command(words, folder, Map.of("SOME", "thing"), folder.resolve("output.log"));
  }
}
