package dev.spate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Runs a server's main class, and says of its JVM what can't be seen from outside. It is asked by
/// a line on its standard input, answers by one on its standard output, and ends with that input:
///
/// ```
/// allocated
/// = 123456789
/// ```
final class Watched {
  /// The bytes that all its threads have allocated.
  static final String ALLOCATED = "allocated";

  /// The bytes that live, once all garbage is collected, and its room given back to the system.
  static final String COLLECT = "collect";

  /// What an answer begins with.
  static final String ANSWER = "= ";

  private Watched() {}

  public static void main(String... arguments) throws Exception {
    Thread.ofPlatform().daemon().name("watched").start(Watched::answer);
    var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void answer() {
    try (var in = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(ANSWER + answer(line));
      }
    } catch (IOException _) {
      // who started it is gone
    }
    Runtime.getRuntime().halt(0);
  }

  private static long answer(String question) {
    return switch (question) {
      case ALLOCATED ->
          ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
      case COLLECT -> collect();
      default -> throw new IllegalArgumentException(question);
    };
  }

  private static long collect() {
    var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    options.setVMOption("MinHeapFreeRatio", "0");
    options.setVMOption("MaxHeapFreeRatio", "0");
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
