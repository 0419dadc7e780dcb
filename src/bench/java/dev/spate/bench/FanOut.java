package dev.spate.bench;

import java.io.IOException;
import java.util.List;

/// One stream with many readers, beside as many streams of the floor's with one reader each.
final class FanOut implements Scenario {
  private static final int READERS = 1_000;
  private static final Plan PLAN = Plan.perSecond(20);

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public int seconds(Stage stage) {
    return Lane.seconds(2, stage.options());
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    int readers = stage.options().scaled(READERS);
    var table =
        Table.of(
            "One stream of 20 tokens a second, %,d readers".formatted(readers),
            "The floor has as many streams instead. A token is one that a reader got.",
            "server",
            "CPU µs/token",
            "÷ floor",
            "delay ms p50",
            "p99",
            "heap B/token",
            "faults");
    try (var servers = Servers.start(List.of(stage.floor(), new SpateServer()), PLAN)) {
      var floor = servers.all().getFirst();
      var spate = servers.all().getLast();
      var lanes =
          List.of(
              Lane.steady(floor, readers, PLAN, stage.options()),
              new Lane("Spate", spate, () -> load(spate, readers, stage.options())));
      var outcomes = Lane.run("fan-out", lanes, stage);
      for (var outcome : outcomes) {
        var tally = outcome.tally();
        table.row(
            outcome.name(),
            outcome.spread(Round::cpuPerToken).per(1_000).toString(),
            outcome.ratio(Round::cpuPerToken, outcomes.getFirst()).toString(),
            Figures.millis(tally.delay, 50),
            Figures.millis(tally.delay, 99),
            Figures.allocated(outcome),
            outcome.faults());
      }
    }
    return Findings.of(table);
  }

  /// Of a new stream, which ends soon after its readers have left.
  private static Load load(Server spate, int readers, Options options)
      throws IOException, InterruptedException {
    var ask = OpenedStream.open(spate, PLAN, "2s").ask();
    return Load.of(spate.port(), readers, _ -> ask)
        .measured(options.settling(), options.measured());
  }
}
