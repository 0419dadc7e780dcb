package dev.spate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spate.generation.BadSetting;
import dev.spate.generation.GeneratorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The jars of third parties as they come: whole, broken, and without what they need.
@Timeout(60)
class ProvidersTest {
  private static final String ACME =
      """
      public class Acme %s implements dev.spate.generation.GeneratorProvider {
        %s
        public String type() { return "%s"; }
        public dev.spate.generation.Models open(String name, dev.spate.generation.Settings its) {
          return dev.spate.generation.Models.of(
              name, (prompt, output) -> null, dev.spate.generation.ModelCard.of(name.substring(99)));
        }
      }
      """;

  @TempDir private Path folder;

  private Path libs;

  @BeforeEach
  void make() throws IOException {
    libs = Files.createDirectory(folder.resolve("libs"));
  }

  @Test
  void needsNoFolder() {
    assertThat(Providers.find(folder.resolve("none")))
        .extracting(GeneratorProvider::type)
        .contains("echo", "clock", "process");
  }

  @Test
  void findsProvidersInJarsThatNeedEachOther() throws Exception {
    compile("Base", "public class Base {}");
    compile("Acme", ACME.formatted("extends Base", "", "acme"));
    jar("acme.jar", "Acme");
    jar("base.jar", "Base");
    Files.writeString(libs.resolve("README"), "no jar");

    assertThat(Providers.find(libs)).extracting(GeneratorProvider::type).contains("echo", "acme");

    Files.delete(libs.resolve("base.jar"));
    assertThat(complaint(() -> Providers.find(libs)))
        .isEqualTo(
            "a provider of generators can't be made: java.lang.NoClassDefFoundError: Base:"
                + " java.lang.ClassNotFoundException: Base; mend its jar, or take it out of "
                + libs);
  }

  @Test
  void namesAJarThatIsBroken() throws Exception {
    var broken = Files.writeString(libs.resolve("broken.jar"), "PK, almost");

    assertThat(complaint(() -> Providers.find(libs)))
        .isEqualTo(broken + " is no jar: put it there again, or take it away");
  }

  @Test
  void namesAProviderThatIsNotThere() throws Exception {
    jar("missing.jar", "Acme");

    assertThat(complaint(() -> Providers.find(libs)))
        .isEqualTo(
            "a provider of generators can't be made: Provider Acme not found;"
                + " mend its jar, or take it out of "
                + libs);
  }

  @Test
  void namesAProviderThatCanNotBeMade() throws Exception {
    var broken = "public Acme() { throw new IllegalStateException(\"no\\nway\"); }";
    compile("Acme", ACME.formatted("", broken, "acme"));
    jar("acme.jar", "Acme");

    assertThat(complaint(() -> Providers.find(libs)))
        .startsWith(
            "a provider of generators can't be made: Provider Acme could not be instantiated:"
                + " java.lang.IllegalStateException: no; ");
  }

  @Test
  void namesTwoProvidersOfOneType() throws Exception {
    compile("Acme", ACME.formatted("", "", "echo"));
    jar("acme.jar", "Acme");

    assertThat(complaint(() -> start(Map.of())))
        .isEqualTo(
            "both dev.spate.simulation.EchoProvider and Acme make generators of type 'echo':"
                + " take the jar of one away");
  }

  @Test
  void namesAProviderThatBreaks() throws Exception {
    compile("Acme", ACME.formatted("", "", "acme"));
    jar("acme.jar", "Acme");

    assertThat(complaint(() -> start(Map.of("generators.wise.type", "acme"))))
        .startsWith("Acme broke: java.lang.StringIndexOutOfBoundsException")
        .endsWith(" at libs//Acme.open(Acme.java:6); mend it, or take its jar away");
  }

  private void start(Map<String, String> settings) {
    var configuration =
        new Configuration(new ConfigurationFile("the test", settings), Map.of(), Map.of());
    Main.start(configuration, Providers.find(libs)).close();
  }

  /// The one line with which it refuses to start.
  private static String complaint(ThrowingCallable start) {
    var complaint = catchThrowableOfType(BadSetting.class, start).getMessage();
    assertThat(complaint).hasLineCount(1);
    return String.valueOf(complaint);
  }

  private void compile(String name, String source) throws IOException {
    var file = Files.writeString(folder.resolve(name + ".java"), source);
    var path = System.getProperty("java.class.path") + ":" + folder;
    run("javac", "-d", folder.toString(), "-cp", path, file.toString());
  }

  /// With the class, if it was compiled, named as a provider.
  private void jar(String jar, String name) throws IOException {
    var services = "META-INF/services/" + GeneratorProvider.class.getName();
    Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(folder.resolve(services), name.equals("Base") ? "" : name);
    var arguments = new ArrayList<>(List.of("--create", "--file=" + libs.resolve(jar)));
    for (var entry : List.of(services, name + ".class")) {
      if (Files.exists(folder.resolve(entry)))
        arguments.addAll(List.of("-C", folder.toString(), entry));
    }
    run("jar", arguments.toArray(String[]::new));
  }

  private static void run(String tool, String... arguments) {
    var found = ToolProvider.findFirst(tool).orElseThrow();
    assertThat(found.run(System.out, System.err, arguments)).isZero();
  }
}
