package dev.spate.bench;

import java.io.IOException;
import java.util.List;

/// Many streams of 20 tokens a second each: what a gateway does all day.
final class Paced implements Scenario {
  private static final Plan PLAN = Plan.perSecond(20);
  private static final List<Integer> STREAMS = List.of(100, 1_000, 3_000);
  private static final int DRAWN = 1_000;

  @Override
  public String name() {
    return "paced";
  }

  @Override
  public int seconds(Stage stage) {
    return STREAMS.size() * Lane.seconds(stage.contenders().size(), stage.options());
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    var costs =
        Table.of(
            "Streams of 20 tokens a second: what they cost",
            "",
            "streams",
            "server",
            "CPU µs/token",
            "÷ floor",
            "heap B/token",
            "wire B/token",
            "RSS MiB",
            "client busy",
            "faults");
    var times =
        Table.of(
            "And how late they are, in milliseconds",
            "",
            "streams",
            "server",
            "delay p50",
            "p99",
            "p99.9",
            "late p99",
            "gap p99",
            "first p50",
            "p99",
            "events/read",
            "stalls");
    var chart =
        new BarChart("cpu", "CPU per token, 1,000 streams of 20 tokens a second", "× floor");
    try (var servers = stage.start(PLAN)) {
      for (int count : STREAMS) {
        var outcomes = outcomes(servers, count, stage);
        var floor = outcomes.getFirst();
        for (var outcome : outcomes) {
          var streams = Integer.toString(stage.options().scaled(count));
          costs.row(cost(streams, outcome, floor));
          times.row(time(streams, outcome));
          if (count == DRAWN) chart.bar(outcome.name(), outcome.ratio(Round::cpuPerToken, floor));
        }
      }
    }
    return new Findings(List.of(costs, times), List.of(chart));
  }

  private static List<Outcome> outcomes(Servers servers, int count, Stage stage)
      throws IOException, InterruptedException {
    int streams = stage.options().scaled(count);
    var lanes =
        servers.all().stream()
            .map(server -> Lane.steady(server, streams, PLAN, stage.options()))
            .toList();
    return Lane.run(streams + " streams", lanes, stage);
  }

  private static String[] cost(String streams, Outcome outcome, Outcome floor) {
    return new String[] {
      streams,
      outcome.name(),
      outcome.spread(Round::cpuPerToken).per(1_000).toString(),
      outcome.ratio(Round::cpuPerToken, floor).toString(),
      Figures.allocated(outcome),
      Figures.of(outcome.spread(Round::bytesPerToken).middle()),
      Figures.mebibytes(outcome.resident()),
      Figures.percent(outcome.tally().busy),
      outcome.faults()
    };
  }

  private static String[] time(String streams, Outcome outcome) {
    var tally = outcome.tally();
    return new String[] {
      streams,
      outcome.name(),
      Figures.millis(tally.delay, 50),
      Figures.millis(tally.delay, 99),
      Figures.millis(tally.delay, 99.9),
      Figures.millis(tally.lateness, 99),
      Figures.millis(tally.gap, 99),
      Figures.millis(tally.firstToken, 50),
      Figures.millis(tally.firstToken, 99),
      Figures.of(tally.coalescing()),
      Long.toString(tally.stalls)
    };
  }
}
