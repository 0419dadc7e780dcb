package dev.spate.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.spate.bench.Scenario.Findings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Measures Spate beside other servers on this machine: `mvn -Pbench`. It runs every scenario,
/// prints what came of it, and writes that into `docs`.
final class Bench {
  private static final int DESCRIPTORS = 5_500; // of the client, and of a server
  private static final int MISUSED = 2;

  private Bench() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    var options = Options.fromProperties();
    refuseUnknown(options.scenarios());
    refuseFewDescriptors(options);
    var circumstances =
        Machine.text()
            + "; rounds: %d, of %d s".formatted(options.rounds(), options.seconds())
            + (options.scale() == 1 ? "" : ", streams × " + options.scale());
    System.out.println(circumstances);

    var report = new Report(circumstances, run(options));
    System.out.println("\n" + report.text());
    if (options.scenarios().isEmpty()) {
      report.write(options.docs());
      System.out.println("Written into " + options.docs() + "/PERFORMANCE.md and its pictures.");
    } else {
      System.out.println(
          "Not written into " + options.docs() + ", since that wants all scenarios.");
    }
  }

  static List<Findings> run(Options options) throws IOException, InterruptedException {
    var progress = new Progress(System.out);
    var stage = Stage.build(options, progress);
    var scenarios = Scenario.ALL.stream().filter(options::wants).toList();
    for (var scenario : scenarios) progress.plan(scenario.seconds(stage));
    var findings = new ArrayList<Findings>();
    for (var scenario : scenarios) findings.add(scenario.run(stage));
    return findings;
  }

  private static void refuseUnknown(List<String> names) {
    var known = Scenario.ALL.stream().map(Scenario::name).toList();
    for (var name : names) {
      if (known.contains(name)) continue;
      System.err.println("bench: there is no scenario " + name + "; there are: " + known);
      System.exit(MISUSED);
    }
  }

  /// What is refused for want of descriptors would count as a server's fault.
  private static void refuseFewDescriptors(Options options) {
    long limit =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    if (limit >= options.scaled(DESCRIPTORS)) return;
    System.err.printf(
        "bench: %d file descriptors are needed, and the limit is %d: raise it with ulimit -n, or "
            + "take fewer streams with -Dbench.scale=%.1f%n",
        options.scaled(DESCRIPTORS), limit, limit / (double) DESCRIPTORS);
    System.exit(MISUSED);
  }
}
