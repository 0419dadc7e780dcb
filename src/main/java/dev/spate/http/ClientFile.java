package dev.spate.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A file of the client's, as it is, and compressed where the build found that worth it.
///
/// @param all one for each coding, at least for [Coding#IDENTITY]
record ClientFile(Map<Coding, Representation> all) {
  private static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("ttf", "font/ttf"));

  /// The file at `path` with those beside it that hold the same, compressed.
  static ClientFile read(Path path) throws IOException {
    var name = path.toString();
    var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), UNKNOWN);
    var all = new EnumMap<Coding, Representation>(Coding.class);
    for (var coding : Coding.values()) {
      var file = path.resolveSibling(path.getFileName() + coding.suffix());
      if (Files.exists(file))
        all.put(coding, new Representation(type, coding, Files.readAllBytes(file)));
    }
    return new ClientFile(all);
  }

  /// In the first of these codings that there is one in.
  Representation in(List<Coding> accepted) {
    return accepted.stream().filter(all::containsKey).findFirst().map(all::get).orElseThrow();
  }
}
