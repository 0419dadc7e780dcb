package dev.spate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Spate as an operator starts it, from its jar, asked what time it is.
record SpateJar() implements Contender {
  private static final String JAR = "target/spate.jar";

  /// `other` where it isn't packaged.
  static Contender orElse(Contender other) {
    return Files.exists(Path.of(JAR)) ? new SpateJar() : other;
  }

  @Override
  public String name() {
    return "Spate, its jar";
  }

  @Override
  public List<String> command(int port, Plan plan) {
    return List.of(
        JavaCommand.java(),
        "@config/jvm.options",
        "@config/aot.options",
        "-Dserver.port=" + port,
        "-Dserver.host=127.0.0.1",
        "-jar",
        JAR);
  }

  @Override
  public String request(Plan plan) {
    return Contender.post("/v1/streams", "{\"model\":\"clock\",\"prompt\":\"What time is it?\"}");
  }

  @Override
  public boolean isStamped() {
    return false;
  }
}
