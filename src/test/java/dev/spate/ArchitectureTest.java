package dev.spate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Which package is about what, what it may import, and what else holds everywhere.
class ArchitectureTest {
  private static final String ROOT = "dev.spate";

  /// Each package, and the others that it may import. The root composes them, and may import all.
  private static final String TABLE =
      """
      stream     |
      generation | stream
      wire       | stream generation
      simulation | stream generation wire
      process    | stream generation wire
      redis      | stream wire
      http       | stream generation wire
      openai     | stream generation wire http
      websocket  | stream generation wire http
      access     | generation http
      telemetry  | stream generation
      """;

  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  static Stream<Arguments> table() {
    return TABLE.lines().map(row -> row.split("\\|")).map(ArchitectureTest::row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void importsOfOtherPackagesWhatTheTableAllows(String name, List<String> allowed) {
    var known = Stream.concat(Stream.of(name), allowed.stream()).map(ArchitectureTest::full);
    classes()
        .that()
        .resideInAPackage(full(name))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..")
                .or(resideInAnyPackage(known.toArray(String[]::new))))
        .allowEmptyShould(true) // it may be yet to come
        .check(MAIN);
  }

  @Test
  void hasNoPackageThatIsNotInTheTable() {
    var known = Stream.concat(Stream.of(ROOT), table().map(row -> full((String) row.get()[0])));

    assertThat(MAIN.stream().map(JavaClass::getPackageName).distinct()).isSubsetOf(known.toList());
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void needsNothingButTheJdkForItsCore() {
    var core = new String[] {full("stream"), full("generation")};
    classes()
        .that()
        .resideInAnyPackage(core)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(core).or(resideInAnyPackage("java..", "org.jspecify..")))
        .check(MAIN);
  }

  @Test
  void keepsHelidonAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT,
            full("http"),
            full("openai"),
            full("websocket"),
            full("access"),
            full("telemetry"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .check(MAIN);
  }

  @Test
  void extendsNothingThatIsNotMadeForIt() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotAnonymousClasses()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(MAIN);
  }

  @Test
  void namesEachThingByWhatItIs() {
    var meaningless = "(Util|Common|Impl|Core|Manager|Helper)s?";
    var all = new ClassFileImporter().importPackages(ROOT);
    noClasses().should().haveNameMatching(".*[.$]\\w*" + meaningless + "([A-Z]\\w*)?").check(all);
    noClasses()
        .should()
        .haveNameMatching(".*\\." + meaningless.toLowerCase(Locale.ROOT) + "\\..*")
        .check(all);
  }

  @Test
  void printsNothingButInMain() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should(ACCESS_STANDARD_STREAMS)
        .check(MAIN);
  }

  @Test
  void logsByTheJdksOwnInterface() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..").check(MAIN);
  }

  private static Arguments row(String... cells) {
    var allowed = cells.length == 1 ? "" : cells[1];
    return Arguments.of(
        cells[0].strip(),
        Arrays.stream(allowed.split(" ")).filter(name -> !name.isEmpty()).toList());
  }

  private static String full(String name) {
    return ROOT + "." + name;
  }
}
