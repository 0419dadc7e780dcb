package dev.spate.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the client's build left on the class path, held in memory: each file by its path,
/// `/assets/index-TKuwjR7P.js`. Empty if there was no build.
record ClientBuild(Map<String, ClientFile> files) {
  private static final String FOLDER = "client";
  private static final String INDEX = "/index.html";
  private static final long MOST_BYTES = 64 << 20; // compressed ones included

  ClientBuild {
    files = Map.copyOf(files);
  }

  static ClientBuild onClassPath() {
    var classes = ClientBuild.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return in(Path.of(classes.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param place a folder or a jar, in which the folder `client` is
  static ClientBuild in(Path place) throws IOException {
    if (Files.isDirectory(place)) return read(place.resolve(FOLDER));
    try (var jar = FileSystems.newFileSystem(place)) {
      return read(jar.getPath(FOLDER));
    }
  }

  Optional<ClientFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /// The one page that there is.
  Optional<ClientFile> page() {
    return file(INDEX);
  }

  private static ClientBuild read(Path folder) throws IOException {
    var files = new HashMap<String, ClientFile>();
    long bytes = 0;
    for (var path : regularFiles(folder)) {
      bytes += Files.size(path);
      if (bytes > MOST_BYTES)
        throw new IOException("the client takes more than " + MOST_BYTES + " bytes");
      if (Coding.of(path).equals(Coding.IDENTITY)) {
        var name = folder.relativize(path).toString().replace('\\', '/');
        files.put("/" + name, ClientFile.read(path));
      }
    }
    return new ClientBuild(files);
  }

  private static List<Path> regularFiles(Path folder) throws IOException {
    if (!Files.exists(folder)) return List.of();
    try (var paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
