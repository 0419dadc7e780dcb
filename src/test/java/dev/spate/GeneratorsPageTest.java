package dev.spate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.GeneratorContract;
import dev.spate.openai.ScriptedUpstream;
import dev.spate.system.SystemPackages;
import dev.spate.wire.EventReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.console.ConsoleLauncher;

/// Does what docs/GENERATORS.md says: writes its files, runs its commands, and compares what they
/// print with what it shows. But the port is another, and `$SPATE` is what Maven would make of us.
@Timeout(180)
class GeneratorsPageTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)(?:`([^`\n]+)`:\n\n)?^```([a-z]*)\n(.*?)^```$");

  @TempDir private Path spate;
  @TempDir private Path folder;

  private final List<GatewayProcess> gateways = new ArrayList<>();
  private final List<Long> pieceNanos = new ArrayList<>(); // when each came
  private int port;
  private int upstreamPort;
  private String printed = "";

  @BeforeEach
  void build() throws Exception {
    Files.createDirectories(spate.resolve("target"));
    Files.createDirectories(spate.resolve("config"));
    Files.copy(Path.of("config/jvm.options"), spate.resolve("config/jvm.options"));
    var tests = place(GeneratorContract.class).toString();
    var contract = "dev/spate/generation/GeneratorContract";
    jar("spate.jar", Main.class, "-C", place(Main.class).toString(), ".");
    jar(
        "spate-tests.jar",
        Main.class,
        "-C",
        tests,
        contract + ".class",
        "-C",
        tests,
        contract + "$Answer.class");
    jar("junit-platform-console-standalone.jar", ConsoleLauncher.class);
  }

  @AfterEach
  void stop() {
    gateways.forEach(GatewayProcess::close);
  }

  @Test
  void aCommandAnswers() throws Exception {
    new SystemPackages(folder).programs("curl", "python3");

    follow("A command");

    assertThat(Duration.ofNanos(pieceNanos.getLast() - pieceNanos.getFirst()))
        .as("it streams")
        .isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void aServerAnswers() throws Exception {
    new SystemPackages(folder).programs("curl");
    try (var upstream = ScriptedUpstream.ofModel("llama3.2")) {
      upstreamPort = upstream.port();

      follow("A server");
    }
  }

  @Test
  void aClassAnswersAndBehaves() throws Exception {
    new SystemPackages(folder).programs("curl");

    follow("A class");
    follow("Does it behave?");
  }

  private void follow(String title) throws Exception {
    var page = Files.readString(Path.of("docs/GENERATORS.md"));
    var section =
        Pattern.compile("(?ms)^## " + Pattern.quote(title) + "$(.*?)(?=^## |\\z)").matcher(page);
    assertThat(section.find()).as(title).isTrue();
    for (var block : BLOCK.matcher(section.group(1)).results().toList()) {
      var text = block.group(3).replace("localhost:11434", "127.0.0.1:" + upstreamPort);
      if (block.group(1) != null) {
        var file = folder.resolve(block.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        continue;
      }
      switch (block.group(2)) {
        case "sh" -> {
          if (text.contains("spate.jar\n")) serve(text);
          else assertThat(run(text)).as(text + printed).isZero();
        }
        case "ndjson" -> text.lines().forEach(EventReader::line);
        default -> assertThat(printed.strip()).matches(pattern(text.strip()));
      }
    }
  }

  private void serve(String command) throws IOException {
    stop();
    var gateway = GatewayProcess.start(shell(command));
    gateways.add(gateway);
    port = gateway.port();
  }

  /// Its exit code.
  private int run(String commands) throws IOException, InterruptedException {
    var process =
        shell(commands.replace("localhost:8000", "localhost:" + port))
            .redirectErrorStream(true)
            .start();
    var lines = new StringBuilder();
    try (var out = process.inputReader()) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("data: {\"text\"")) pieceNanos.add(System.nanoTime());
        lines.append(line).append('\n');
      }
    }
    printed = lines.toString();
    return process.waitFor();
  }

  private ProcessBuilder shell(String commands) {
    var builder = new ProcessBuilder("sh", "-ec", commands).directory(folder.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(GatewayProcess::changesWhatIsRun);
    environment.put("SPATE", spate.toString());
    environment.put("SPATE_SERVER_PORT", "0");
    var java = Path.of(System.getProperty("java.home"), "bin");
    environment.merge("PATH", java.toString(), (path, first) -> first + File.pathSeparator + path);
    return builder;
  }

  private static Pattern pattern(String shown) {
    return Pattern.compile(Pattern.quote(shown).replace("<…>", "\\E.*?\\Q"), Pattern.DOTALL);
  }

  /// A jar of `content`, that finds what we find, and runs `main`.
  private void jar(String name, Class<?> main, String... content) throws Exception {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Name.MANIFEST_VERSION, "1.0");
    attributes.put(Name.MAIN_CLASS, main.getName());
    attributes.put(
        Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(joining(" ")));
    var file = spate.resolve("manifest");
    try (var out = Files.newOutputStream(file)) {
      manifest.write(out);
    }
    var jar = spate.resolve("target").resolve(name).toString();
    var arguments =
        new ArrayList<>(List.of("--create", "--file", jar, "--manifest", file.toString()));
    arguments.addAll(List.of(content));
    var tool = ToolProvider.findFirst("jar").orElseThrow();
    assertThat(tool.run(System.out, System.err, arguments.toArray(String[]::new))).isZero();
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
