package dev.spate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// What those who read at once suffer from those who don't.
final class SlowReaders implements Scenario {
  private static final int STREAMS = 1_000;
  private static final Plan PLAN = Plan.perSecond(20);
  private static final Plan MUCH =
      PLAN.padded(2_000); // so that a slow reader's buffers fill at once

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public int seconds(Stage stage) {
    return Lane.seconds(3, stage.options());
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    int streams = stage.options().scaled(STREAMS);
    var table =
        Table.of(
            "Readers who don't read",
            "Of %,d streams of Spate's, and how the others fare.".formatted(streams),
            "who",
            "delay ms p50",
            "p99",
            "p99, without = 1",
            "CPU µs/token",
            "faults");
    try (var servers = Servers.start(List.of(new SpateServer()), PLAN)) {
      var server = servers.all().getFirst();
      var lanes = new ArrayList<Lane>();
      lanes.add(lane("nobody", server, stage, _ -> Appetite.HEALTHY));
      lanes.add(
          lane("1 in 10 slow", server, stage, i -> i % 10 == 5 ? Appetite.SLOW : Appetite.HEALTHY));
      lanes.add(lane("1 stuck", server, stage, i -> i == 0 ? Appetite.STUCK : Appetite.HEALTHY));
      var outcomes = Lane.run("slow readers", lanes, stage);
      for (var outcome : outcomes) {
        var tally = outcome.tally();
        table.row(
            outcome.name(),
            Figures.millis(tally.delay, 50),
            Figures.millis(tally.delay, 99),
            outcome.ratio(SlowReaders::delay, outcomes.getFirst()).toString(),
            outcome.spread(Round::cpuPerToken).per(1_000).toString(),
            outcome.faults());
      }
    }
    return Findings.of(table);
  }

  private static Lane lane(
      String name, Server server, Stage stage, IntFunction<Appetite> appetites) {
    var healthy = server.contender().ask(PLAN);
    var ill = server.contender().ask(MUCH);
    var options = stage.options();
    var load =
        Load.of(
                server.port(),
                options.scaled(STREAMS),
                i -> {
                  var appetite = appetites.apply(i);
                  return appetite == Appetite.HEALTHY ? healthy : ill.readBy(appetite);
                })
            .measured(options.settling(), options.measured());
    return new Lane(name, server, () -> load);
  }

  private static double delay(Round round) {
    return round.tally().delay.getValueAtPercentile(99);
  }
}
