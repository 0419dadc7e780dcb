package dev.spate.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/// A command that runs to its end, with all its output in a file.
///
/// @param environment what it gets beside ours
record Command(List<String> words, Path folder, Map<String, String> environment, Path output) {
  private static final int TAIL_LINES = 40;

  /// Returns its exit code. When `limit` is over, it and whatever it started is killed.
  int run(Duration limit) throws IOException, InterruptedException {
    Files.createDirectories(output.toAbsolutePath().getParent());
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      if (process.waitFor(limit)) return process.exitValue();
      throw new IOException(this + " took longer than " + limit + "\n" + tail());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// The last lines of its output.
  String tail() throws IOException {
    var tail = new ArrayDeque<String>();
    try (var lines = Files.lines(output)) {
      lines.forEach(line -> {
        tail.add(line);
        if (tail.size() > TAIL_LINES) tail.remove();
      });
    }
    return String.join("\n", tail);
  }

  @Override
  public String toString() {
    return "'" + String.join(" ", words) + "'";
  }
}
