package dev.spate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Readers who come back after their first event, to a stream that has ended: how long until they
/// have all of it.
final class Resume implements Scenario {
  private static final List<Integer> TOKENS = List.of(2_000, 20_000);
  private static final int READERS = 100;

  @Override
  public String name() {
    return "resume";
  }

  @Override
  public int seconds(Stage stage) {
    return Lane.seconds(TOKENS.size(), stage.options());
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    int readers = stage.options().scaled(READERS);
    var table =
        Table.of(
            "Resuming a stream that has ended",
            "%d readers in %d s, each from asking to having all of it."
                .formatted(readers, stage.options().seconds()),
            "tokens",
            "ms p50",
            "p99",
            "CPU µs/token",
            "events/read",
            "faults");
    try (var servers = Servers.start(List.of(new SpateServer()), Plan.idle())) {
      var server = servers.all().getFirst();
      var lanes = new ArrayList<Lane>();
      for (int tokens : TOKENS) {
        var stream = OpenedStream.open(server, Plan.unpaced(tokens), "detached");
        stream.await(server);
        var ask = stream.ask().owing(tokens);
        var load = Load.of(server.port(), readers, _ -> ask).spread(stage.options().measured());
        lanes.add(new Lane(String.valueOf(tokens), server, () -> load));
      }
      for (var outcome : Lane.run("resume", lanes, stage)) {
        var tally = outcome.tally();
        table.row(
            outcome.name(),
            Figures.millis(tally.whole, 50),
            Figures.millis(tally.whole, 99),
            outcome.spread(Round::cpuPerToken).per(1_000).toString(),
            Figures.of(tally.coalescing()),
            outcome.faults());
      }
    }
    return Findings.of(table);
  }
}
