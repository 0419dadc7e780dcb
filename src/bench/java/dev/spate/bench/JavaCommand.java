package dev.spate.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a JVM is started that is asked about itself.
final class JavaCommand {
  /// With the gateway and its libraries first, as its jar has them, and then the benchmark's
  /// classes.
  private static final String CLASS_PATH =
      System.getProperty("bench.classpath", System.getProperty("java.class.path"))
          + ":src/bench/resources"; // which makes a generator known that tests must not know

  private JavaCommand() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// `options` are the JVM's, and `arguments` the main class's.
  static List<String> watching(String main, List<String> options, String... arguments) {
    var command = new ArrayList<String>();
    command.add(java());
    command.add("@config/jvm.options");
    command.addAll(List.of("-classpath", CLASS_PATH));
    command.addAll(options);
    command.add(Watched.class.getName());
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }
}
