package dev.spate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a server has used until now, by the system's account, and its JVM's.
///
/// @param cpu nanoseconds
/// @param resident bytes
/// @param allocated bytes, of a JVM; else 0
record Usage(long cpu, long resident, long allocated) {

  static Usage of(Server server) throws IOException, InterruptedException {
    long allocated = server.ask(Watched.ALLOCATED);
    return new Usage(CpuClock.nanos(server.pid()), resident(server.pid()), allocated);
  }

  /// What was used between the two; resident is the later one's.
  Usage since(Usage before) {
    return new Usage(cpu - before.cpu, resident, allocated - before.allocated);
  }

  /// `VmRSS: 181200 kB`
  private static long resident(long pid) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }
    throw new IOException("process " + pid + " has ended");
  }
}
