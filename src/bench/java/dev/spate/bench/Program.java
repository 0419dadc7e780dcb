package dev.spate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A server that is no Java, built by a compiler of this machine.
final class Program {
  /// Stands in a command for what is to be built.
  static final String TARGET = "{target}";

  private static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
  private static final int LONGEST_SECONDS = 180;

  private Program() {}

  /// Empty, after a line that says why, where there is no such compiler.
  static Optional<Path> build(String name, String... command) {
    var target = FOLDER.resolve(name);
    try {
      Files.createDirectories(FOLDER);
      var words =
          Arrays.stream(command).map(word -> word.replace(TARGET, target.toString())).toList();
      var compiler = new ProcessBuilder(words).inheritIO().start();
      if (compiler.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && compiler.exitValue() == 0) {
        return Optional.of(target);
      }
      compiler.destroyForcibly();
      System.out.println(name + ": " + command[0] + " could not build it; it goes without");
    } catch (IOException _) {
      System.out.println(name + ": there is no " + command[0] + "; it goes without");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /// Whether `command` can be run at all.
  static boolean isThere(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(10, TimeUnit.SECONDS)) return process.exitValue() == 0;
      process.destroyForcibly();
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /// Where what is built, and what a server needs, is put.
  static Path folder() {
    return FOLDER;
  }
}
