package dev.spate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.http.RawExchange;
import dev.spate.wire.SseReader;
import dev.spate.wire.SseReader.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The gateway as its operator meets it: a process, its settings, and what it says.
@Timeout(120)
class MainTest {
  private static final String ANY_PORT = "-Dserver.port=0";

  private static final String SCRIPTS =
      ", script/prose, script/code, script/chinese, script/long, script/tools";

  @TempDir private Path folder; // where it is started

  @Test
  void saysInThreeLinesHowToUseIt() throws Exception {
    try (var gateway = start(command(ANY_PORT))) {
      int port = gateway.port();
      var rest = List.of(gateway.line(), gateway.line());
      gateway.handle().destroy();

      assertThat(rest)
          .containsExactly(
              "Try:   curl -N localhost:" + port + "/v1/streams -d 'Why SSE?'",
              "Models: echo (default), clock" + SCRIPTS);
      assertThat(gateway.lines()).isEmpty();
      assertThat(gateway.errors()).isEmpty();
    }
  }

  /// As after the jar was replaced, or moved.
  @Test
  void startsAsEverWhereItsCacheDoesNotFit() throws Exception {
    var garbage = Files.writeString(folder.resolve("spate.aot"), "no cache");
    var options = "@" + Path.of("config/aot.options").toAbsolutePath();
    for (var cache : List.of(garbage.toString(), folder.resolve("none.aot").toString())) {
      try (var gateway = start(command(options, "-XX:AOTCache=" + cache, ANY_PORT));
          var reply = RawExchange.post(gateway.port(), "/v1/streams", "Hi")) {
        assertThat(reply.body().text()).contains("\"reason\":\"stop\"");
      }
    }
  }

  @Test
  void givesEveryStreamItsEndWhenItIsTerminated() throws Exception {
    try (var gateway = start(command(ANY_PORT, "-Dserver.drain=0s"))) {
      int port = gateway.port();
      var exchanges = new ArrayList<RawExchange>();
      for (int i = 0; i < 200; i++) exchanges.add(askForTheTime(port));

      gateway.handle().destroy();

      for (var exchange : exchanges) {
        var body = exchange.body();
        assertThat(SseReader.events(body.text())).last().satisfies(MainTest::saysShuttingDown);
        assertThat(body.whole()).isTrue();
        exchange.close();
      }
      assertThat(gateway.exitCode()).isEqualTo(143); // as the system has it for SIGTERM
    }
  }

  /// Meanwhile it starts none, and says that it isn't ready.
  @Test
  void letsStreamsComeToTheirEndWhenItIsTerminated() throws Exception {
    try (var gateway = start(command(ANY_PORT, "-Dserver.drain=5s"))) {
      int port = gateway.port();
      assertThat(ready(port)).isEqualTo(200);
      var endless = askForTheTime(port);
      var brief = RawExchange.post(port, "/v1/streams", "one two three ".repeat(20));
      brief.await("one");

      gateway.handle().destroy();

      while (ready(port) == 200) Thread.onSpinWait();
      try (var refused = RawExchange.post(port, "/v1/streams", "Hi")) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.body().text()).contains("urn:spate:shutting-down");
      }
      try (var resumed = RawExchange.get(port, "/v1/streams/" + brief.header("Spate-Stream"))) {
        assertThat(resumed.body().text()).contains("\"reason\":\"stop\"");
      }
      assertThat(brief.body().text()).contains("\"reason\":\"stop\"");
      assertThat(SseReader.events(endless.body().text()))
          .last()
          .satisfies(MainTest::saysShuttingDown);
      assertThat(gateway.lines()).last().isEqualTo("Stopping: 2 streams may go on for up to 5s");
    }
  }

  @Test
  void namesAPortThatIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var gateway = start(command("-Dserver.port=" + taken.getLocalPort()))) {
      assertThat(complaint(gateway))
          .startsWith("spate: can't listen on localhost:" + taken.getLocalPort() + ": ")
          .endsWith("; choose another with SPATE_SERVER_PORT or SPATE_SERVER_HOST");
    }
  }

  @Test
  void namesAKeyThatIsMisspelt() throws Exception {
    write("config/application.yaml", "server:\n  prot: 0\n");

    try (var gateway = start(command())) {
      assertThat(complaint(gateway))
          .isEqualTo(
              "spate: there is no setting server.prot, in config/application.yaml; "
                  + "did you mean server.port?");
    }
  }

  @Test
  void namesAPortThatIsNoNumber() throws Exception {
    write("config/application.yaml", "server:\n  port: abc\n");

    try (var gateway = start(command())) {
      assertThat(complaint(gateway))
          .isEqualTo(
              "spate: server.port is 'abc' in config/application.yaml: "
                  + "it must be a whole number from 0 to 65535");
    }
  }

  @Test
  void namesATimeThatIsNone() throws Exception {
    try (var gateway = start(command(ANY_PORT, "-Dserver.heartbeat=soon"))) {
      assertThat(complaint(gateway))
          .isEqualTo(
              "spate: server.heartbeat is 'soon' in the system properties: "
                  + "it must be a time from 10ms to 30s, with its unit: 30s");
    }
  }

  @Test
  void namesATypeOfGeneratorThatItDoesNotHave() throws Exception {
    write("config/application.yaml", "generators:\n  wise:\n    type: oracle\n");

    try (var gateway = start(command(ANY_PORT))) {
      assertThat(complaint(gateway))
          .isEqualTo(
              "spate: generators.wise.type is 'oracle' in config/application.yaml: it must be one"
                  + " of clock, echo, openai, process, script, or be made by a jar in libs/");
    }
  }

  @Test
  void showsWhatACommandSaysOnItsStandardErrorIfToldTo() throws Exception {
    for (var shown : List.of("drop", "show")) {
      write(
          "config/application.yaml",
          """
          default-model: noisy
          generators:
            noisy:
              type: process
              command: [sh, -c, "echo noise >&2"]
              errors: %s
          """
              .formatted(shown));

      try (var gateway = start(command(ANY_PORT))) {
        RawExchange.post(gateway.port(), "/v1/streams", "Hi").body();
        gateway.handle().destroy();

        assertThat(gateway.errors().contains("noise")).isEqualTo(shown.equals("show"));
      }
    }
  }

  @Test
  void namesAJarOfAThirdPartyThatIsBroken() throws Exception {
    write("libs/broken.jar", "PK, almost");
    write("config/application.yaml", "default-model: clock\n");

    for (var arguments :
        List.of(List.<String>of(), List.of("--config", "config/application.yaml"))) {
      try (var gateway = start(command(ANY_PORT), arguments.toArray(String[]::new))) {
        assertThat(complaint(gateway))
            .isEqualTo("spate: libs/broken.jar is no jar: put it there again, or take it away");
      }
    }
  }

  @Test
  void keepsItsSettingsFromTheCommandsOfItsGenerators() throws Exception {
    write(
        "config/application.yaml",
        """
        default-model: secrets
        generators:
          secrets:
            type: process
            command: [sh, -c, "echo $PWD; env | grep -c ^SPATE_; :"]
            folder: inside
        """);
    Files.createDirectory(folder.resolve("inside"));
    var command = command();
    command.environment().put("SPATE_SERVER_PORT", "0");

    try (var gateway = start(command);
        var exchange = RawExchange.post(gateway.port(), "/v1/streams", "Hi")) {
      assertThat(SseReader.events(exchange.body().text()).stream().map(SseReader::text))
          .contains(folder.resolve("inside") + "\n", "0\n");
    }
  }

  @Test
  void namesADefaultModelThatItDoesNotHave() throws Exception {
    try (var gateway = start(command(ANY_PORT, "-Ddefault-model=oracle"))) {
      assertThat(complaint(gateway))
          .isEqualTo(
              "spate: default-model is 'oracle' in the system properties: "
                  + "it must be one of echo, clock"
                  + SCRIPTS);
    }
  }

  @Test
  void namesAConfigurationThatIsMissing() throws Exception {
    try (var gateway = start(command(ANY_PORT), "--config", "missing.yaml")) {
      assertThat(complaint(gateway))
          .isEqualTo("spate: the configuration missing.yaml can't be read");
    }
  }

  @Test
  void namesADescriptorLimitThatIsTooLow() throws Exception {
    var command = command(ANY_PORT);
    command.command().addAll(0, List.of("sh", "-c", "ulimit -n 150; exec \"$@\"", "sh"));

    try (var gateway = start(command)) {
      assertThat(complaint(gateway))
          .isEqualTo(
              "spate: 100 connections need 300 file descriptors, and the limit is 150: "
                  + "raise it with ulimit -n");
    }
  }

  @Test
  void warnsOfAVariableThatSetsNothingAndStarts() throws Exception {
    var command = command(ANY_PORT);
    command.environment().put("SPATE_SERVER_PROT", "9000");

    try (var gateway = start(command)) {
      gateway.port();
      gateway.handle().destroy();

      assertThat(gateway.errors())
          .containsExactly(
              "spate: SPATE_SERVER_PROT sets nothing; did you mean SPATE_SERVER_PORT?");
    }
  }

  @Test
  void takesAPropertyBeforeTheEnvironmentBeforeTheFile() throws Exception {
    write("config/application.yaml", "server:\n  port: from-file\n");
    var command = command();
    command.environment().put("SPATE_SERVER_PORT", "from-environment");
    try (var gateway = start(command)) {
      assertThat(complaint(gateway)).contains("'from-environment' in the environment");
    }

    command.environment().put("SPATE_SERVER_PORT", "0");
    try (var gateway = start(command)) {
      assertThat(gateway.port()).isPositive();
    }

    command = command("-Dserver.port=from-property");
    command.environment().put("SPATE_SERVER_PORT", "0");
    try (var gateway = start(command)) {
      assertThat(complaint(gateway)).contains("'from-property' in the system properties");
    }
  }

  @Test
  void readsTheFileThatItIsGiven() throws Exception {
    write("config/application.yaml", "default-model: ignored\n");
    write("other.yaml", "default-model: clock\n");

    try (var gateway = start(command(ANY_PORT), "--config", "other.yaml")) {
      assertThat(models(gateway)).isEqualTo("Models: echo, clock (default)" + SCRIPTS);
    }
  }

  @Test
  void readsTheFileInItsFolderBeforeTheOneBesideItsJar() throws Exception {
    write("installed/config/application.yaml", "default-model: clock\n");
    Files.createDirectory(folder.resolve("elsewhere"));
    var command = command(ANY_PORT);
    int classPath = command.command().indexOf("-classpath") + 1;
    command.command().set(classPath, jar() + ":" + command.command().get(classPath));

    command.directory(folder.resolve("elsewhere").toFile());
    try (var gateway = start(command)) {
      assertThat(models(gateway)).isEqualTo("Models: echo, clock (default)" + SCRIPTS);
    }

    write("elsewhere/config/application.yaml", "generators:\n  parrot:\n    type: echo\n");
    try (var gateway = start(command)) {
      assertThat(models(gateway)).isEqualTo("Models: echo (default), clock" + SCRIPTS + ", parrot");
    }
  }

  @Test
  void isToldToByMaven() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .containsPattern("(?s)<id>serve</id>.*-Dserver.exit-with-parent=true");
  }

  @Test
  void exitsWithItsParentIfToldTo() throws Exception {
    var command = command(ANY_PORT, "-Dserver.exit-with-parent=true");
    command.command().addAll(0, List.of("sh", "-c", "\"$@\"; :", "sh"));

    try (var parent = start(command)) {
      parent.port();
      var gateway = parent.handle().children().findFirst().orElseThrow();
      try {
        parent.handle().destroyForcibly();

        gateway.onExit().get();
      } finally {
        gateway.destroyForcibly();
      }
    }
  }

  private ProcessBuilder command(String... options) {
    return GatewayProcess.command(options).directory(folder.toFile());
  }

  private static GatewayProcess start(ProcessBuilder command, String... arguments)
      throws IOException {
    command.command().addAll(List.of(arguments));
    return GatewayProcess.start(command);
  }

  /// The one line with which it refuses to start.
  private static String complaint(GatewayProcess gateway) throws Exception {
    assertThat(gateway.errors()).hasSize(1);
    assertThat(gateway.lines()).isEmpty();
    assertThat(gateway.exitCode()).isEqualTo(2);
    return gateway.errors().getFirst();
  }

  private static String models(GatewayProcess gateway) throws IOException {
    gateway.port();
    gateway.line();
    return gateway.line();
  }

  private static RawExchange askForTheTime(int port) throws IOException {
    var prompt = "{\"model\":\"clock\",\"prompt\":\"What time is it?\"}";
    return RawExchange.post(port, "/v1/streams", prompt, "Content-Type: application/json");
  }

  private static int ready(int port) throws IOException {
    try (var asked = RawExchange.get(port, "/observe/health/ready")) {
      return asked.status();
    }
  }

  private static void saysShuttingDown(Event event) {
    assertThat(event.type()).isEqualTo("failed");
    assertThat(event.data()).contains("\"code\":\"shutting_down\"");
  }

  private void write(String file, String yaml) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, yaml, UTF_8);
  }

  /// The gateway's own classes, as they are shipped.
  private Path jar() throws Exception {
    var jar = folder.resolve("installed/spate.jar");
    var classes = Main.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    var tool = ToolProvider.findFirst("jar").orElseThrow();
    var all = new String[] {"--create", "--file=" + jar, "-C", Path.of(classes).toString(), "."};
    assertThat(tool.run(System.out, System.err, all)).isZero();
    return jar;
  }
}
