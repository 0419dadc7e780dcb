package dev.spate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Standing before a server that speaks OpenAI's chat completions: what that adds to asking it
/// directly.
final class Proxy implements Scenario {
  private static final List<Integer> STREAMS = List.of(1, 100, 1_000);
  private static final int DRAWN = 100;

  /// Asked for first, of each: a JVM that has served a hundred requests is not what it will be.
  private static final int WARMING = 2_000;

  private static final Duration WARMING_SPREAD = Duration.ofSeconds(5);
  private static final Duration WARMING_REST = Duration.ofSeconds(1);
  private static final Plan PLAN = Plan.perSecond(20);

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public int seconds(Stage stage) {
    int warming = (int) WARMING_SPREAD.plus(WARMING_REST).toSeconds();
    return STREAMS.size() * Lane.seconds(3, stage.options()) + 3 * warming;
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    var table =
        Table.of(
            "As a proxy of chat completions, 20 tokens a second a stream",
            "In milliseconds; + is what lies above asking the upstream directly, which stamps each "
                + "chunk when it writes it. The CPU is the proxy's own.",
            "streams",
            "by",
            "first p50",
            "p99",
            "first + p50",
            "+ p99",
            "delay p50",
            "p99",
            "delay + p50",
            "+ p99",
            "CPU µs/token",
            "÷ nginx",
            "faults");
    int drawn = stage.options().scaled(DRAWN);
    var title = "CPU per token as a proxy, %,d streams".formatted(drawn);
    var chart = new BarChart("proxy", title, "µs");
    try (var upstream = Server.start(new ScriptedUpstream(stage.floor()), PLAN);
        var proxies = Servers.start(proxies(upstream.port()), PLAN)) {
      var servers = new ArrayList<Server>();
      servers.add(upstream);
      servers.addAll(proxies.all());
      for (var server : servers) warmUp(server, stage);
      for (int count : STREAMS) {
        int streams = stage.options().scaled(count);
        var lanes =
            servers.stream()
                .map(server -> Lane.steady(server, streams, PLAN, stage.options()))
                .toList();
        var outcomes = Lane.run("proxy · " + streams + " streams", lanes, stage);
        for (var outcome : outcomes) add(table, streams, outcome, outcomes);
        if (count == DRAWN) draw(chart, outcomes);
      }
    }
    return Findings.of(table, chart);
  }

  private static void warmUp(Server server, Stage stage) throws IOException, InterruptedException {
    var what = "proxy · " + server.contender().name() + " · warming up";
    stage.progress().step(what, (int) WARMING_SPREAD.plus(WARMING_REST).toSeconds());
    var ask = server.contender().ask(PLAN);
    var load =
        Load.of(server.port(), stage.options().scaled(WARMING), _ -> ask)
            .spread(WARMING_SPREAD)
            .measured(WARMING_SPREAD, WARMING_REST);
    Round.run(server, load);
  }

  private static List<Contender> proxies(int upstream) {
    var proxies = new ArrayList<Contender>();
    NginxProxy.before(upstream).ifPresent(proxies::add);
    proxies.add(new SpateProxy(upstream));
    return proxies;
  }

  private static void draw(BarChart chart, List<Outcome> outcomes) {
    for (var outcome : outcomes.subList(1, outcomes.size())) {
      chart.bar(outcome.name(), outcome.spread(Round::cpuPerToken).per(1_000));
    }
  }

  private static void add(Table table, int streams, Outcome outcome, List<Outcome> outcomes) {
    var tally = outcome.tally();
    var direct = outcomes.getFirst().tally();
    boolean isProxy = !outcome.name().equals("direct");
    var nginx = outcomes.stream().filter(each -> each.name().equals("nginx")).findFirst();
    table.row(
        Integer.toString(streams),
        outcome.name(),
        Figures.millis(tally.firstToken, 50),
        Figures.millis(tally.firstToken, 99),
        isProxy ? Figures.added(tally.firstToken, direct.firstToken, 50) : Figures.NONE,
        isProxy ? Figures.added(tally.firstToken, direct.firstToken, 99) : Figures.NONE,
        Figures.millis(tally.delay, 50),
        Figures.millis(tally.delay, 99),
        isProxy ? Figures.added(tally.delay, direct.delay, 50) : Figures.NONE,
        isProxy ? Figures.added(tally.delay, direct.delay, 99) : Figures.NONE,
        outcome.spread(Round::cpuPerToken).per(1_000).toString(),
        nginx
            .filter(_ -> isProxy)
            .map(base -> outcome.ratio(Round::cpuPerToken, base).toString())
            .orElse(Figures.NONE),
        outcome.faults());
  }
}
