package dev.spate.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What the command was told, by system properties.
///
/// @param scenarios `-Dbench.scenarios=paced,proxy`: only these; without it, all
/// @param rounds `-Dbench.rounds=3`: each server's turns in a scenario
/// @param seconds `-Dbench.seconds=10`: how long a turn is measured
/// @param scale `-Dbench.scale=1`: of the numbers of streams; a tenth, say, to try it out
/// @param docs `-Dbench.docs=docs`: the folder of the page and the pictures that it writes
record Options(List<String> scenarios, int rounds, int seconds, double scale, Path docs) {

  static Options fromProperties() {
    return new Options(
        Arrays.stream(System.getProperty("bench.scenarios", "").split(",", -1))
            .filter(name -> !name.isEmpty())
            .toList(),
        Integer.getInteger("bench.rounds", 3),
        Integer.getInteger("bench.seconds", 10),
        Double.parseDouble(System.getProperty("bench.scale", "1")),
        Path.of(System.getProperty("bench.docs", "docs")));
  }

  boolean wants(Scenario scenario) {
    return scenarios.isEmpty() || scenarios.contains(scenario.name());
  }

  int scaled(int streams) {
    return Math.max(1, (int) Math.round(streams * scale));
  }

  Duration measured() {
    return Duration.ofSeconds(seconds);
  }

  /// All streams have been asked for by then, which takes a second, and go their way.
  Duration settling() {
    return Duration.ofSeconds(Math.min(3, 1 + seconds));
  }

  /// How long a turn takes, in seconds.
  int turn() {
    return (int) settling().toSeconds() + seconds;
  }
}
