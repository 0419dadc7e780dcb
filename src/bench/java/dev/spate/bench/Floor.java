package dev.spate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The least that a token can cost: one thread, one write for each. In C where that can be
/// compiled, else in Java.
record Floor(Optional<Path> program) implements Contender {

  static Floor build() {
    return new Floor(
        Program.build("floor", "cc", "-O2", "-o", Program.TARGET, "src/bench/c/floor.c"));
  }

  @Override
  public String name() {
    return program.isPresent() ? "floor, in C" : "floor, in Java NIO";
  }

  @Override
  public List<String> command(int port, Plan plan) {
    var arguments = new String[] {Integer.toString(port), Long.toString(plan.period())};
    return program
        .map(path -> List.of(path.toString(), arguments[0], arguments[1]))
        .orElseGet(() -> JavaCommand.watching(NioFloor.class.getName(), List.of(), arguments));
  }

  @Override
  public String request(Plan plan) {
    return Contender.get("/events");
  }

  @Override
  public boolean isWatched() {
    return program.isEmpty();
  }
}
