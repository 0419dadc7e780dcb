package dev.spate.system;

import dev.spate.system.Installation.Permission;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the tests need of the system: Chromium, and fonts for what it shows, and programs. Installs
/// what is missing where it may.
public final class SystemPackages {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  /// Packages with fonts, and the families in them.
  private static final Map<String, String> FONTS =
      new TreeMap<>(
          Map.of("fonts-noto-cjk", "Noto Sans CJK", "fonts-noto-color-emoji", "Noto Color Emoji"));

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Path folder;

  /// Keeps in `folder` what the system's own tools say.
  public SystemPackages(Path folder) {
    this.folder = folder;
  }

  /// Where Chromium is, once everything is there.
  ///
  /// @throws IllegalStateException if something is missing: one line says what to install
  public Path chromium() throws IOException, InterruptedException {
    var missing = missing();
    if (!missing.isEmpty()) install(Installation.of(missing, permission()));
    return browser().orElseThrow();
  }

  /// Each of these is in a package of its own name.
  ///
  /// @throws IllegalStateException if one is missing: one line says what to install
  public void programs(String... names) throws IOException, InterruptedException {
    var missing = Stream.of(names).filter(name -> onPath(name).isEmpty()).toList();
    if (!missing.isEmpty()) install(Installation.of(missing, permission()));
  }

  private List<String> missing() throws IOException, InterruptedException {
    var missing = new ArrayList<String>();
    if (browser().isEmpty()) missing.add("chromium");
    for (var font : FONTS.entrySet()) {
      if (!hasFont(font.getKey(), font.getValue())) missing.add(font.getKey());
    }
    return missing;
  }

  private boolean hasFont(String fonts, String family) throws IOException, InterruptedException {
    if (onPath("dpkg-query").isPresent()) {
      // a package that was removed is still known, by its configuration
      return output("dpkg-query", "-W", "-f=${db:Status-Status}", fonts).equals("installed");
    }
    return onPath("fc-list").isPresent() && output("fc-list", ":", "family").contains(family);
  }

  private String output(String... words) throws IOException, InterruptedException {
    var command = command(words);
    return command.run(LONGEST) == 0 ? Files.readString(command.output()).strip() : "";
  }

  private void install(Installation installation) throws IOException, InterruptedException {
    System.out.println(installation.announcement());
    for (var words : installation.commands()) {
      var command = command(words.toArray(String[]::new));
      if (command.run(LONGEST) == 0) continue;
      throw new IllegalStateException(command + " failed:\n" + command.tail());
    }
  }

  private Command command(String... words) {
    var quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
    return new Command(List.of(words), Path.of("."), quiet, folder.resolve(words[0] + ".log"));
  }

  private static Permission permission() {
    return new Permission(
        onPath("apt-get").isPresent(),
        System.getProperty("user.name").equals("root"),
        !System.getProperty("spate.install", "true").equals("false"));
  }

  private static Optional<Path> browser() {
    var named = Stream.ofNullable(System.getenv("SPATE_CHROMIUM")).map(Path::of);
    return Stream.concat(
            named.filter(Files::isExecutable),
            BROWSERS.stream().map(SystemPackages::onPath).flatMap(Optional::stream))
        .findFirst();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
