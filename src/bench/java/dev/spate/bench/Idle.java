package dev.spate.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a stream takes that says nothing: how resident memory grows from a few to many of them.
final class Idle implements Scenario {
  private static final int MANY = 5_000;
  private static final int FEW = 1_000;
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
  private static final int LENGTH = 20; // in seconds, from starting a server to ending it
  private static final Plan PLAN = Plan.idle();

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public int seconds(Stage stage) {
    return stage.options().rounds() * stage.contenders().size() * LENGTH;
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    int few = stage.options().scaled(FEW);
    int many = stage.options().scaled(MANY);
    var table =
        Table.of(
            "An idle stream's memory",
            ("The slope from %,d to %,d streams, after a full collection that gave its room back"
                    + " where there is a JVM.")
                .formatted(few, many),
            "server",
            "RSS, KiB a stream",
            "heap, KiB a stream");
    var chart = new BarChart("memory", "Memory of an idle stream", "KiB");
    var slopes = new LinkedHashMap<Contender, List<Memory>>();
    for (int round = 1; round <= stage.options().rounds(); round++) {
      for (var contender : stage.contenders()) {
        stage.progress().step("idle · " + contender.name() + " · round " + round, LENGTH);
        var slope = slope(contender, few, many);
        slopes.computeIfAbsent(contender, _ -> new ArrayList<>()).add(slope);
      }
    }
    slopes.forEach((contender, each) -> {
      var resident = Spread.of(each.stream().map(Memory::resident).toList()).per(1_024);
      var heap = Spread.of(each.stream().map(Memory::heap).toList()).per(1_024);
      table.row(
          contender.name(),
          resident.toString(),
          contender.isWatched() ? heap.toString() : Figures.NONE);
      chart.bar(contender.name(), resident);
    });
    return Findings.of(table, chart);
  }

  /// In bytes: of a server, or of a stream.
  private record Memory(double resident, double heap) {
    static Memory of(Server server) throws IOException, InterruptedException {
      long heap = server.ask(Watched.COLLECT);
      SECONDS.sleep(2); // room is given back little by little
      return new Memory(Usage.of(server).resident(), heap);
    }

    Memory eachSince(Memory before, int streams) {
      return new Memory((resident - before.resident) / streams, (heap - before.heap) / streams);
    }
  }

  /// Asks for all, and looks when the first few are there and when all are.
  private static Memory slope(Contender contender, int few, int many)
      throws IOException, InterruptedException {
    try (var server = Server.start(contender, PLAN)) {
      var ask = contender.ask(PLAN);
      var fewAreThere = SPREAD.multipliedBy(few).dividedBy(many);
      var load =
          Load.of(server.port(), many, _ -> ask)
              .spread(SPREAD)
              .measured(fewAreThere, SPREAD.minus(fewAreThere).plus(LAST_ANSWERS));
      var meter = new MemoryMeter(server);
      Client.run(load, meter);
      return meter.last.eachSince(meter.first, many - few);
    }
  }

  private static final class MemoryMeter implements Client.Meter {
    private final Server server;
    private Memory first = new Memory(0, 0);
    private Memory last = first;

    MemoryMeter(Server server) {
      this.server = server;
    }

    @Override
    public void open() throws IOException, InterruptedException {
      first = Memory.of(server);
    }

    @Override
    public void close() throws IOException, InterruptedException {
      last = Memory.of(server);
    }
  }
}
