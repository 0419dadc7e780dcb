package dev.spate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/// What a server has used until now, by the system's account (`proc(5)`), and its JVM's.
///
/// @param cpu nanoseconds, in steps of ten milliseconds
/// @param resident bytes
/// @param allocated bytes, of a JVM; else 0
record Usage(long cpu, long resident, long allocated) {
  private static final long TICK = 10_000_000; // USER_HZ is 100 on every Linux that Java runs on
  private static final int FIELDS_BEFORE_TIMES = 11; // and behind the command's name

  static Usage of(Server server) throws IOException, InterruptedException {
    long allocated = server.ask(Watched.ALLOCATED);
    return new Usage(cpu(server.pid()), resident(server.pid()), allocated);
  }

  /// What was used between the two; resident is the later one's.
  Usage since(Usage before) {
    return new Usage(cpu - before.cpu, resident, allocated - before.allocated);
  }

  private static long cpu(long pid) throws IOException {
    var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    var numbers = new Scanner(line.substring(line.lastIndexOf(')') + 1));
    for (int i = 0; i < FIELDS_BEFORE_TIMES; i++) numbers.next();
    return TICK * (numbers.nextLong() + numbers.nextLong()); // in user mode, and in the kernel
  }

  /// `VmRSS: 181200 kB`
  private static long resident(long pid) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }
    throw new IOException("process " + pid + " has ended");
  }
}
