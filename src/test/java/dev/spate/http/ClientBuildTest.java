package dev.spate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ClientBuildTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.html, text/html; charset=utf-8",
    "a.js, text/javascript; charset=utf-8",
    "a.mjs, text/javascript; charset=utf-8",
    "a.css, text/css; charset=utf-8",
    "a.txt, text/plain; charset=utf-8",
    "a.json, application/json",
    "a.js.map, application/json",
    "a.webmanifest, application/manifest+json",
    "a.svg, image/svg+xml",
    "a.png, image/png",
    "a.ico, image/x-icon",
    "a.woff2, font/woff2",
    "a.woff, font/woff",
    "a.ttf, font/ttf",
    "a.what, application/octet-stream",
    "a, application/octet-stream"
  })
  void knowsTheTypeOfEachFile(String name, String type) throws IOException {
    write("client/assets/" + name, "content");

    var sent = ClientBuild.in(folder).file("/assets/" + name).orElseThrow();

    assertThat(sent.in(List.of(Coding.IDENTITY)).type()).isEqualTo(type);
  }

  @Test
  void hasWhatIsCompressedUnderTheNameOfWhatItHolds() throws IOException {
    write("client/a.js", "as it is");
    write("client/a.js.br", "in brotli");
    write("client/b.js", "as it is");

    var build = ClientBuild.in(folder);

    assertThat(build.files()).containsOnlyKeys("/a.js", "/b.js");
    assertThat(text(build, "/a.js", Coding.BROTLI)).isEqualTo("in brotli");
    assertThat(text(build, "/a.js", Coding.GZIP)).isEqualTo("as it is");
    assertThat(text(build, "/b.js", Coding.BROTLI)).isEqualTo("as it is");
  }

  @Test
  void tagsWhatDiffersDifferently() throws IOException {
    write("client/a.js", "as it is");
    write("client/a.js.br", "in brotli");
    write("client/b.js", "as it is");
    var build = ClientBuild.in(folder);

    var tag = representation(build, "/a.js", Coding.IDENTITY).tag();

    assertThat(tag).matches("\"[\\w-]{22}\"");
    assertThat(representation(build, "/b.js", Coding.IDENTITY).tag()).isEqualTo(tag);
    assertThat(representation(build, "/a.js", Coding.BROTLI).tag()).isNotEqualTo(tag);
  }

  @Test
  void isTheSameInAJar() throws IOException {
    var jar = folder.resolve("spate.jar");
    try (var inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectories(inside.getPath("client/assets"));
      Files.writeString(inside.getPath("client/assets/a.js"), "as it is");
      Files.writeString(inside.getPath("client/assets/a.js.gz"), "in gzip");
      Files.writeString(inside.getPath("logging.properties"), "none of it");
    }

    var build = ClientBuild.in(jar);

    assertThat(build.files()).containsOnlyKeys("/assets/a.js");
    assertThat(text(build, "/assets/a.js", Coding.GZIP)).isEqualTo("in gzip");
  }

  @Test
  void saysThatThereWasNone() throws IOException {
    Logger.getLogger(ClientFiles.class.getName()).setFilter(_ -> false);
    var routing = HttpRouting.builder().register(new ClientFiles(ClientBuild.in(folder)));
    new Problems(List.of()).handle(routing);
    var server = WebServer.builder().port(0).shutdownHook(false).routing(routing).build().start();
    try {
      for (var path : List.of("/", "/live", "/c/x", "/nope")) {
        try (var page = RawExchange.get(server.port(), path, "Accept: text/html")) {
          assertThat(page.status()).isEqualTo(404);
          assertThat(page.body().text()).contains("the client is not built: mvn compile builds it");
        }
      }
    } finally {
      server.stop();
      Logger.getLogger(ClientFiles.class.getName()).setFilter(null);
    }
  }

  private static String text(ClientBuild build, String path, Coding coding) {
    return new String(representation(build, path, coding).bytes(), UTF_8);
  }

  private static Representation representation(ClientBuild build, String path, Coding coding) {
    return build.file(path).orElseThrow().in(List.of(coding, Coding.IDENTITY));
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
