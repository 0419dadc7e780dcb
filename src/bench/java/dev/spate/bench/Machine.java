package dev.spate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the figures were taken on.
final class Machine {
  private Machine() {}

  /// `2 cores (AMD EPYC), Linux 6.18.44, JDK 25.0.3, go1.26.8, 2026-11-29`
  static String text() {
    var parts = new ArrayList<String>();
    parts.add(Runtime.getRuntime().availableProcessors() + " cores" + processor());
    parts.add(System.getProperty("os.name") + " " + System.getProperty("os.version"));
    parts.add("JDK " + Runtime.version());
    parts.addAll(List.of(firstLine("cc", "--version"), firstLine("go", "version")));
    parts.add(firstLine("nginx", "-v"));
    parts.add("load average at the start " + load());
    parts.add(LocalDate.now(ZoneOffset.UTC).toString());
    return String.join(", ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> " (" + line.replaceFirst(".*: ", "") + ")")
          .orElse("");
    } catch (IOException _) {
      return "";
    }
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).replaceFirst(" .*", "").strip();
    } catch (IOException _) {
      return "unknown";
    }
  }

  /// Of what a program says of itself, or "" where there is none.
  private static String firstLine(String... command) {
    try (var out = new ProcessBuilder(command).redirectErrorStream(true).start().inputReader()) {
      return Stream.of(out.readAllAsString().split("\n", 2)).findFirst().orElse("");
    } catch (IOException _) {
      return "";
    }
  }
}
