package dev.spate.bench;

import dev.spate.Main;
import java.util.List;

/// Spate before a server that speaks OpenAI's chat completions.
record SpateProxy(int upstream) implements Contender {
  @Override
  public String name() {
    return "Spate";
  }

  @Override
  public List<String> command(int port, Plan plan) {
    return JavaCommand.watching(
        Main.class.getName(),
        List.of(
            "-Dserver.port=" + port,
            "-Dserver.host=127.0.0.1",
            "-Dgenerators.bench.base-url=http://127.0.0.1:" + upstream + "/v1"),
        "--config",
        "src/bench/spate/proxy.yaml");
  }

  @Override
  public String request(Plan plan) {
    return ScriptedUpstream.completion();
  }

  @Override
  public boolean isWatched() {
    return true;
  }
}
