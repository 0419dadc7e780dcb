package dev.spate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// nginx before the scripted upstream, in one process, told not to gather what it passes on.
record NginxProxy(int upstream) implements Contender {
  /// Empty where there is none.
  static Optional<Contender> before(int upstream) {
    return Program.isThere("nginx", "-v")
        ? Optional.of(new NginxProxy(upstream))
        : Optional.empty();
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public List<String> command(int port, Plan plan) throws IOException {
    var folder = Files.createDirectories(Program.folder().resolve("nginx"));
    var file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        Files.readString(Path.of("src/bench/nginx/nginx.conf"))
            .replace("PORT", Integer.toString(port))
            .replace("UPSTREAM", Integer.toString(upstream)));
    return List.of("nginx", "-e", "stderr", "-p", folder + "/", "-c", file.toString());
  }

  @Override
  public String request(Plan plan) {
    return ScriptedUpstream.completion();
  }
}
