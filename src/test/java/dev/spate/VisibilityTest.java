package dev.spate;

import static com.tngtech.archunit.core.domain.JavaModifier.BRIDGE;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.spate.generation.BadSetting;
import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Message;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.generation.Scheduled;
import dev.spate.generation.Settings;
import dev.spate.generation.Step;
import dev.spate.stream.StreamEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is `public` is used by another package, or by somebody outside.
class VisibilityTest {
  /// What a third party's generator implements, calls, throws and is given, also by its tests.
  private static final Set<Class<?>> SPI =
      Set.of(
          BadSetting.class,
          GenerationFailed.class,
          Generator.class,
          GeneratorProvider.class,
          Message.class,
          ModelCard.class,
          Models.class,
          Output.class,
          Prompt.class,
          Scheduled.class,
          Settings.class,
          Step.class,
          StreamEnded.class);

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.spate");

  private final Set<String> madeByServiceLoader = madeByServiceLoader();

  @Test
  void makesATypePublicOnlyForAnotherPackage() {
    assertThat(
            types()
                .filter(type -> type.getModifiers().contains(PUBLIC))
                .filter(type -> !isUsedElsewhere(type))
                .map(JavaClass::getName))
        .isEmpty();
  }

  @Test
  void makesAMemberPublicOnlyForAnotherPackage() {
    assertThat(
            types()
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> member.getModifiers().contains(PUBLIC))
                .filter(member -> !isPublicAnyway(member))
                .filter(member -> !isUsedElsewhere(member))
                .map(JavaMember::getFullName))
        .isEmpty();
  }

  /// A type within an interface has no choice.
  private Stream<JavaClass> types() {
    return CLASSES.stream()
        .filter(type -> !type.isAnonymousClass() && !type.isEquivalentTo(Main.class))
        .filter(type -> !madeByServiceLoader.contains(type.getName()))
        .filter(type -> SPI.stream().noneMatch(outermost(type)::isEquivalentTo))
        .filter(type -> !type.getEnclosingClass().map(JavaClass::isInterface).orElse(false));
  }

  private static boolean isUsedElsewhere(JavaClass type) {
    return CLASSES.stream()
        .filter(used -> outermost(used).equals(type) || used.equals(type))
        .flatMap(used -> used.getDirectDependenciesToSelf().stream())
        .anyMatch(use -> isElsewhere(use.getOriginClass(), type));
  }

  private static boolean isUsedElsewhere(JavaMember member) {
    return member.getAccessesToSelf().stream()
        .anyMatch(use -> isElsewhere(use.getOriginOwner(), member.getOwner()));
  }

  private static boolean isElsewhere(JavaClass user, JavaClass used) {
    return !user.getPackageName().equals(used.getPackageName());
  }

  /// By what its type is, or since it overrides.
  private static boolean isPublicAnyway(JavaMember member) {
    var owner = member.getOwner();
    return owner.isInterface()
        || isOfEveryRecord(member)
        || isOfEveryEnum(member)
        || member.getModifiers().contains(BRIDGE)
        || member.getModifiers().contains(SYNTHETIC)
        || isInlined(member)
        || overrides(member);
  }

  private static boolean isOfEveryRecord(JavaMember member) {
    var owner = member.getOwner();
    if (!owner.isRecord()) return false;
    return member.getName().equals("<init>") || owner.tryGetField(member.getName()).isPresent();
  }

  private static boolean isOfEveryEnum(JavaMember member) {
    if (!member.getOwner().isEnum()) return false;
    return member instanceof JavaField || Set.of("values", "valueOf").contains(member.getName());
  }

  /// The compiler leaves no trace of who uses a constant.
  private static boolean isInlined(JavaMember member) {
    return member instanceof JavaField field
        && field.getModifiers().containsAll(Set.of(STATIC, FINAL))
        && field.getRawType().isPrimitive();
  }

  private static boolean overrides(JavaMember member) {
    if (!(member instanceof JavaMethod method)) return false;
    var owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .flatMap(above -> above.getMethods().stream())
        .filter(inherited -> inherited.getName().equals(method.getName()))
        .anyMatch(inherited -> inherited.getParameters().size() == method.getParameters().size());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(VisibilityTest::outermost).orElse(type);
  }

  private static Set<String> madeByServiceLoader() {
    try (var files = Files.list(Path.of("src/main/resources/META-INF/services"))) {
      return files.flatMap(VisibilityTest::lines).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
