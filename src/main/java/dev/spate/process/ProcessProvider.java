package dev.spate.process;

import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes models that run a command for each prompt: `{type: process, command: [python3, answer.py],
/// output: lines, folder: ".", errors: drop, most: 16}`.
public final class ProcessProvider implements GeneratorProvider {
  static final String TYPE = "process";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Models open(String name, Settings settings) {
    var folder = Path.of(settings.text("folder", ".")).toAbsolutePath();
    if (!Files.isDirectory(folder)) throw settings.bad("folder", "must be a folder that exists");

    var words = settings.list("command");
    if (words.isEmpty()) throw settings.bad("command", "must be a list: [python3, answer.py]");
    checkProgram(words.getFirst(), folder, settings);
    var process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectError(errors(settings));
    process.environment().keySet().removeIf(variable -> variable.startsWith("SPATE_")); // secrets
    int most = (int) settings.number("most", 16, 1, 1_000);
    return new CommandModel(name, new Command(name, process, reading(settings), most));
  }

  private static Reading reading(Settings settings) {
    return switch (settings.text("output", "lines")) {
      case "lines" -> Reading.LINES;
      case "ndjson" -> Reading.NDJSON;
      default -> throw settings.bad("output", "must be lines or ndjson");
    };
  }

  private static Redirect errors(Settings settings) {
    return switch (settings.text("errors", "drop")) {
      case "drop" -> Redirect.DISCARD;
      case "show" -> Redirect.INHERIT;
      default -> throw settings.bad("errors", "must be drop or show");
    };
  }

  /// As the system finds it: by its path from `folder`, or by its name in `PATH`.
  private static void checkProgram(String word, Path folder, Settings settings) {
    if (!word.contains(File.separator)) {
      if (isOnPath(word)) return;
      throw settings.bad("command", "must begin with a program, and PATH has no '" + word + "'");
    }
    var file = folder.resolve(word);
    if (!Files.isRegularFile(file)) {
      throw settings.bad("command", "must begin with a program, and there is no '" + word + "'");
    }
    if (!Files.isExecutable(file)) {
      throw settings.bad(
          "command", "must begin with a program, and '%s' needs: chmod +x".formatted(word));
    }
  }

  private static boolean isOnPath(String word) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .map(place -> Path.of(place, word))
        .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }
}
