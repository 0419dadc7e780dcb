package dev.spate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A server and what is done to it in each round. Lanes take turns, so that what else the machine
/// does meets all of them.
record Lane(String name, Server server, Preparation load) {

  /// Makes the load of the next round.
  interface Preparation {
    Load next() throws IOException, InterruptedException;
  }

  /// Healthy readers, of `streams` at a steady pace.
  static Lane steady(Server server, int streams, Plan plan, Options options) {
    var ask = server.contender().ask(plan);
    var load =
        Load.of(server.port(), streams, _ -> ask).measured(options.settling(), options.measured());
    return new Lane(server.contender().name(), server, () -> load);
  }

  /// Runs each once to warm up, and then all of them round by round.
  static List<Outcome> run(String what, List<Lane> lanes, Stage stage)
      throws IOException, InterruptedException {
    int rounds = stage.options().rounds();
    var outcomes = lanes.stream().map(lane -> new Outcome(lane.name, new ArrayList<>())).toList();
    for (int round = 0; round <= rounds; round++) {
      var turn = round == 0 ? "warming up" : "round " + round + " of " + rounds;
      for (int i = 0; i < lanes.size(); i++) {
        var lane = lanes.get(i);
        stage.progress().step(what + " · " + lane.name + " · " + turn, stage.options().turn());
        var result = Round.run(lane.server, lane.load.next());
        if (round > 0) outcomes.get(i).rounds().add(result);
      }
    }
    return outcomes;
  }

  /// How long that takes, in seconds.
  static int seconds(int lanes, Options options) {
    return lanes * (options.rounds() + 1) * options.turn();
  }
}
