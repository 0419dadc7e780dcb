package dev.spate.bench;

import java.io.IOException;
import java.util.List;

/// A server that speaks OpenAI's chat completions: the floor, which stamps each chunk when it
/// writes it. It is what proxies stand before, and, asked itself, what they are compared with.
record ScriptedUpstream(Floor floor) implements Contender {
  static String completion() {
    return Contender.post(
        "/v1/chat/completions",
        "{\"model\":\"bench\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}");
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public List<String> command(int port, Plan plan) throws IOException {
    return floor.command(port, plan);
  }

  @Override
  public String request(Plan plan) {
    return completion();
  }

  @Override
  public boolean isWatched() {
    return floor.isWatched();
  }
}
