package dev.spate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A little of what `mvn -Pbench` does: that it works, not how fast anything is.
@Timeout(300) // Go compiles its library first
class BenchTest {
  private static final Options LITTLE =
      new Options(List.of("fanout", "resume"), 1, 1, 0.01, Path.of("target/bench/docs"));

  @Test
  void measuresScenariosFromTheirServersToTheirTables() throws Exception {
    var tables = Bench.run(LITTLE).stream().flatMap(each -> each.tables().stream()).toList();

    assertThat(tables).extracting(table -> table.rows().size()).containsExactly(3, 3);
    for (var table : tables) {
      assertThat(table.rows().subList(1, 3)).extracting(List::getLast).containsOnly("none");
    }
  }
}
