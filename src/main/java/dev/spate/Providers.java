package dev.spate;

import dev.spate.generation.BadSetting;
import dev.spate.generation.GeneratorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;

/// Who makes generators: the providers on the class path, and those in the jars of a folder.
final class Providers {
  private Providers() {}

  /// The jars in `libs`, which need not be there, see each other, and the gateway before that.
  ///
  /// @throws BadSetting if a jar can't be read, or a provider can't be made
  static List<GeneratorProvider> find(Path libs) {
    var ours = Providers.class.getClassLoader();
    var jars = jars(libs);
    try {
      return load(jars.length == 0 ? ours : new URLClassLoader("libs", jars, ours));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BadSetting(
          "a provider of generators can't be made: %s; mend its jar, or take it out of %s"
              .formatted(reason(e), libs));
    }
  }

  private static List<GeneratorProvider> load(ClassLoader loader) {
    var providers = new ArrayList<GeneratorProvider>();
    ServiceLoader.load(GeneratorProvider.class, loader).forEach(providers::add);
    return providers;
  }

  private static URL[] jars(Path libs) {
    if (!Files.isDirectory(libs)) return new URL[0];
    try (var files = Files.list(libs)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Providers::url)
          .toArray(URL[]::new);
    } catch (IOException | UncheckedIOException e) {
      throw new BadSetting("the folder " + libs + " can't be read: it must be, for its jars");
    }
  }

  /// Of a jar that can be opened: one that can't, a class loader passes over in silence.
  private static URL url(Path jar) {
    try (var _ = new ZipFile(jar.toFile())) {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new BadSetting(jar + " is no jar: put it there again, or take it away");
    }
  }

  /// In one line, without the name of the interface.
  private static String reason(Error e) {
    var what = e instanceof LinkageError ? e.toString() : Objects.toString(e.getMessage(), "");
    var cause = e.getCause() == null ? "" : ": " + e.getCause();
    return (what + cause)
        .replace(GeneratorProvider.class.getName() + ": ", "")
        .lines()
        .findFirst()
        .orElse("");
  }
}
