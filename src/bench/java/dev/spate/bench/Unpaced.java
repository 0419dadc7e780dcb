package dev.spate.bench;

import java.io.IOException;
import java.util.function.ToDoubleFunction;

/// Streams as fast as they can be, all at once: whether each gets its share.
final class Unpaced implements Scenario {
  private static final int STREAMS = 50;
  private static final Plan PLAN = Plan.unpaced(50_000_000);

  @Override
  public String name() {
    return "unpaced";
  }

  @Override
  public int seconds(Stage stage) {
    return Lane.seconds(stage.contenders().size(), stage.options());
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    int streams = stage.options().scaled(STREAMS);
    var table =
        Table.of(
            streams + " streams without a pace",
            "The client reads on one thread: where it is busy all the time, it sets the pace.",
            "server",
            "tokens/s",
            "slowest ÷ fastest",
            "CPU µs/token",
            "÷ floor",
            "events/read",
            "client busy",
            "faults");
    try (var servers = stage.start(PLAN)) {
      var lanes =
          servers.all().stream()
              .map(server -> Lane.steady(server, streams, PLAN, stage.options()))
              .toList();
      var outcomes = Lane.run("unpaced", lanes, stage);
      ToDoubleFunction<Round> perSecond =
          round -> (double) round.tally().tokens / stage.options().seconds();
      for (var outcome : outcomes) {
        table.row(
            outcome.name(),
            outcome.spread(perSecond).toString(),
            outcome.spread(round -> round.tally().fairness()).toString(),
            outcome.spread(Round::cpuPerToken).per(1_000).toString(),
            outcome.ratio(Round::cpuPerToken, outcomes.getFirst()).toString(),
            Figures.of(outcome.tally().coalescing()),
            Figures.percent(outcome.tally().busy),
            outcome.faults());
      }
    }
    return Findings.of(table);
  }
}
