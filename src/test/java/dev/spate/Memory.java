package dev.spate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/// What a Java process takes: its live objects, after a full collection, and what is resident,
/// which is 0 where the system doesn't tell.
record Memory(long heapBytes, long residentBytes) {

  static Memory of(ProcessHandle process) throws IOException {
    return new Memory(heap(process.pid()), resident(process.pid()));
  }

  /// `2000 streams: 20.1 KiB of heap and 52.3 KiB resident each`
  String eachSince(Memory before, int streams) {
    return "%d streams: %.1f KiB of heap and %.1f KiB resident each"
        .formatted(
            streams,
            (heapBytes - before.heapBytes) / 1024.0 / streams,
            (residentBytes - before.residentBytes) / 1024.0 / streams);
  }

  /// The histogram ends so: `Total 172834 11304216`
  private static long heap(long pid) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader(UTF_8)) {
      var total = new Scanner(output.readAllLines().getLast());
      total.next();
      total.nextLong();
      return total.nextLong();
    }
  }

  /// `VmRSS: 181200 kB`
  private static long resident(long pid) throws IOException {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) return 0;
    try (var lines = Files.lines(status)) {
      var line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
  }
}
