package dev.spate.bench;

import dev.spate.Main;
import java.util.List;

/// Spate, with its default configuration and a model that says stamps.
record SpateServer() implements Contender {
  @Override
  public String name() {
    return "Spate";
  }

  @Override
  public List<String> command(int port, Plan plan) {
    return JavaCommand.watching(
        Main.class.getName(),
        List.of("-Dserver.port=" + port, "-Dserver.host=127.0.0.1"),
        "--config",
        "src/bench/spate/server.yaml");
  }

  @Override
  public String request(Plan plan) {
    var prompt = "{\"model\":\"bench\",\"prompt\":\"" + plan + "\"}";
    return Contender.post("/v1/streams", prompt, "Spate-Lifetime: attached"); // who leaves ends it
  }

  @Override
  public boolean isWatched() {
    return true;
  }
}
