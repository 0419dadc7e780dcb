package dev.spate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What scenarios play on: the options, who takes part, and where progress is told.
record Stage(Options options, Progress progress, Floor floor, List<Contender> contenders) {

  /// The floor comes first: the others are measured by it.
  static Stage build(Options options, Progress progress) {
    var floor = Floor.build();
    var contenders = new ArrayList<Contender>();
    contenders.add(floor);
    contenders.add(new SpateServer());
    ArticleServer.build().ifPresent(contenders::add);
    contenders.add(new StockServer());
    return new Stage(options, progress, floor, List.copyOf(contenders));
  }

  /// All contenders, each in its process.
  Servers start(Plan plan) throws IOException, InterruptedException {
    return Servers.start(contenders, plan);
  }
}
