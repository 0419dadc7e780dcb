package dev.spate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Several servers, which are started together and end together.
record Servers(List<Server> all) implements AutoCloseable {

  static Servers start(List<Contender> contenders, Plan plan)
      throws IOException, InterruptedException {
    var servers = new Servers(new ArrayList<>());
    try {
      for (var contender : contenders) servers.all.add(Server.start(contender, plan));
    } catch (IOException | InterruptedException e) {
      servers.close();
      throw e;
    }
    return servers;
  }

  @Override
  public void close() {
    all.forEach(Server::close);
  }
}
