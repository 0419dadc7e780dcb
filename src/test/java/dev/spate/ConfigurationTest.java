package dev.spate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.generation.BadSetting;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConfigurationTest {
  private static final String FILE = "application.yaml";

  @TempDir private Path folder;

  @Test
  void hasEveryKeyWithItsDefaultInTheShippedFile() {
    var anyPort = Map.of("server.host", "127.0.0.1", "server.port", "0");
    var configuration = new Configuration(ConfigurationFile.NONE, Map.of(), anyPort);
    Main.start(configuration, ServiceLoader.load(GeneratorProvider.class)).close();

    var shipped = ConfigurationFile.find("--config", "config/application.yaml").values();
    assertThat(parsed(shipped)).isEqualTo(parsed(configuration.defaults()));
  }

  @Test
  void takesAPropertyBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
    var file = file("a: file\nb: file\nc: file\n");
    var environment = Map.of("SPATE_A", "environment", "SPATE_B", "environment");
    var configuration = new Configuration(file, environment, Map.of("a", "property"));

    assertThat(configuration.text("a", "default")).isEqualTo("property");
    assertThat(configuration.text("b", "default")).isEqualTo("environment");
    assertThat(configuration.text("c", "default")).isEqualTo("file");
    assertThat(configuration.text("d", "default")).isEqualTo("default");
  }

  @Test
  void readsListsFromTheFileAndWithCommasFromElsewhere() throws IOException {
    var file = file("flow: [a, b]\nblock:\n  - c\n  - d\nnone: []\n");
    var configuration = new Configuration(file, Map.of("SPATE_COMMAS", "e, f,"), Map.of());

    assertThat(configuration.list("flow")).containsExactly("a", "b");
    assertThat(configuration.list("block")).containsExactly("c", "d");
    assertThat(configuration.list("none")).isEmpty();
    assertThat(configuration.list("commas")).containsExactly("e", "f");
    assertThat(configuration.list("missing")).isEmpty();
  }

  @Test
  void readsItemsThatHaveCommas() throws Exception {
    var file = file("flow: [sh, -c, 'a, b\\d\\']\n");
    var configuration = new Configuration(file, Map.of("SPATE_COMMAS", "a\\,b,c:\\d"), Map.of());

    assertThat(configuration.list("flow")).containsExactly("sh", "-c", "a, b\\d\\");
    assertThat(configuration.list("commas")).containsExactly("a,b", "c:\\d");
  }

  @Test
  void readsFlagsTimesAndSizes() throws IOException {
    var configuration = of("flag: true\ntime: 90s\nsize: 8MiB\n");

    assertThat(configuration.flag("flag", false)).isTrue();
    assertThat(configuration.duration("time", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.number("size", 0, 0, 10_000_000)).isEqualTo(8 << 20);
  }

  @Test
  void namesAFlagThatIsNeither() throws IOException {
    var configuration = of("flag: maybe\n");

    assertThatThrownBy(() -> configuration.flag("flag", false))
        .isInstanceOf(BadSetting.class)
        .hasMessage("flag is 'maybe' in %s: it must be true or false", folder.resolve(FILE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101", "1KiB", "many"})
  void namesANumberThatIsOutOfItsRange(String text) throws IOException {
    var configuration = of("part:\n  size: " + text + "\n").child("part");

    assertThatThrownBy(() -> configuration.number("size", 0, 0, 100))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "part.size is '%s' in %s: it must be a whole number from 0 to 100",
            text, folder.resolve(FILE));
  }

  @Test
  void namesTheVariableOfABadValue() {
    var environment = Map.of("SPATE_SERVER_HEARTBEAT", "soon");
    var server = new Configuration(ConfigurationFile.NONE, environment, Map.of()).child("server");

    assertThatThrownBy(
            () -> server.duration("heartbeat", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "server.heartbeat is 'soon' in the environment, as SPATE_SERVER_HEARTBEAT: "
                + "it must be a time from 0s to 24h, with its unit: 30s");
  }

  @Test
  void refusesHeartbeatsThatWouldNeverRest() {
    assertThatThrownBy(() -> TestGateway.start("server.heartbeat", "0s"))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "server.heartbeat is '0s' in the test: it must be a time from 10ms to 30s, with its"
                + " unit: 30s");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> of("server:\n  port: 1\nserver:\n  port: 2\n"))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("server.port twice");
  }

  @Test
  void refusesAFileWithoutKeys() {
    assertThatThrownBy(() -> of("- a\n"))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("must begin like server:");
  }

  @Test
  void saysThatAKeyIsASection() throws IOException {
    var configuration = of("server: 8111\n");
    configuration.child("server").number("port", 8000, 0, 65_535);

    assertThatThrownBy(configuration::refuseUnknownKeys)
        .hasMessageEndingWith("; it is a section, with settings below it, like server.port");
  }

  @Test
  void warnsOfPropertiesThatSetNothing() {
    var properties = Map.of("server.prt", "1", "server.port", "1", "java.home", "x", "user", "y");
    var configuration = new Configuration(ConfigurationFile.NONE, Map.of(), properties);
    configuration.child("server").number("port", 8000, 0, 65_535);

    assertThat(configuration.warnings())
        .containsExactly("server.prt sets nothing; did you mean server.port?");
  }

  @Test
  void readsAKeyThatIsWrittenInOne() throws IOException {
    assertThat(of("server.port: 9000\n").child("server").text("port", "")).isEqualTo("9000");
  }

  @Test
  void readsAGeneratorWithADotInItsName() throws IOException {
    var configuration = of("generators:\n  gpt-4.1:\n    type: echo\n  other:\n    type: clock\n");
    var generators = configuration.child("generators");

    assertThat(generators.keys()).containsExactly("gpt-4.1", "other");
    assertThat(generators.child("gpt-4.1").text("type", "")).isEqualTo("echo");
    assertThat(generators.child("other").text("type", "")).isEqualTo("clock");
  }

  @Test
  void findsAGeneratorWithADotInItsNameInTheEnvironmentAndInProperties() {
    var environment = Map.of("SPATE_GENERATORS_GPT_4_1_TYPE", "echo");
    var properties = Map.of("generators.gpt-4.1.every", "1s");
    var configuration = new Configuration(ConfigurationFile.NONE, environment, properties);
    var generator = configuration.child("generators").child("gpt-4.1");

    assertThat(generator.text("type", "")).isEqualTo("echo");
    assertThat(generator.text("every", "")).isEqualTo("1s");
    assertThat(generator.bad("every", "must be long"))
        .hasMessageStartingWith("generators.gpt-4.1.every is ");
  }

  @Test
  void namesTheNearestKeyForOneThatNobodyReads() throws IOException {
    var configuration = of("server:\n  prot: 9000\n");
    configuration.child("server").text("port", "8000");
    configuration.child("server").text("host", "localhost");

    assertThatThrownBy(configuration::refuseUnknownKeys)
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "there is no setting server.prot, in %s; did you mean server.port?",
            folder.resolve(FILE));
  }

  @Test
  void warnsOfVariablesThatSetNothing() {
    var environment = Map.of("SPATE_SERVER_PROT", "1", "SPATE_SERVER_PORT", "2", "PATH", "/bin");
    var configuration = new Configuration(ConfigurationFile.NONE, environment, Map.of());
    configuration.child("server").text("port", "8000");

    assertThat(configuration.warnings())
        .containsExactly("SPATE_SERVER_PROT sets nothing; did you mean SPATE_SERVER_PORT?");
  }

  @Test
  void guessesNothingFarFetched() throws IOException {
    var variable = "SPATE_GENERATORS_GPT_4_1_API_KEY";
    var configuration = new Configuration(file("a: 1\n"), Map.of(variable, "sk-1"), Map.of());
    configuration.child("generators").child("clock").text("jitter", "none");

    assertThat(configuration.warnings())
        .containsExactly(
            variable
                + " sets nothing: there is no such setting, nor anything below generators that is"
                + " called so");
    assertThatThrownBy(configuration::refuseUnknownKeys)
        .hasMessage(
            "there is no setting a, in %s; the config/application.yaml that comes with it has them"
                + " all",
            folder.resolve(FILE));
  }

  @Test
  void takesASectionWithoutSettings() throws IOException {
    var configuration = of("a: {}\nb: {c: {}}\n");
    configuration.refuseUnknownKeys();

    assertThat(configuration.child("a").keys()).isEmpty();
    assertThat(configuration.child("b").keys()).containsExactly("c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# all of it is commented out\n", "---\n"})
  void readsAFileThatSetsNothing(String yaml) throws IOException {
    assertThat(file(yaml).values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"server: [", "'server:\n\tport: 1'", "'a: 1\n b: 2'"})
  void saysInOneLineThatAFileIsNoYaml(String yaml) {
    assertThatThrownBy(() -> file(yaml))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("the configuration " + folder.resolve(FILE) + " is no YAML: ")
        .message()
        .hasLineCount(1);
  }

  @Test
  void saysThatAFolderCanNotBeRead() {
    assertThatThrownBy(() -> ConfigurationFile.find("--config", folder.toString()))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(folder.toString());
  }

  private Configuration of(String yaml) throws IOException {
    return new Configuration(file(yaml), Map.of(), Map.of());
  }

  private ConfigurationFile file(String yaml) throws IOException {
    var path = Files.writeString(folder.resolve(FILE), yaml);
    return ConfigurationFile.find("--config", path.toString());
  }

  /// `8MiB` is 8388608, and `1h` is `60m`.
  private static Map<String, Object> parsed(Map<String, String> settings) {
    var parsed = new TreeMap<String, Object>();
    settings.forEach((key, text) -> parsed.put(key, parsed(text)));
    return parsed;
  }

  private static Object parsed(String text) {
    return Units.duration(text)
        .<Object>map(duration -> duration)
        .or(() -> Units.number(text))
        .orElse(text);
  }
}
