package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The client as the build left it.
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ClientFilesTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/page-[^\"]+\\.js)\"");
  private static final String BROWSER =
      "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  private final TestGateway gateway = TestGateway.start();

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/live",
        "/live?x=1",
        "/c/0198c2a4-2f6c-7d33-9d2e-6a3c3f4b5a61",
        "/live/",
        "/c/x/",
        "/c/%E9%97%AE",
        "/c/%2e%2e",
        "/c/%2e%2e%2flogging.properties",
        "/s/01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5"
      })
  void sendsThePageWhichDrawsWhatTheAddressNames(String path) throws IOException {
    try (var page = get(path)) {
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(page.header("Vary")).isEqualTo("Accept-Encoding");
      assertThat(page.body().text()).contains("<title>Spate");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/live/x",
        "/c",
        "/c/",
        "/c/a/b",
        "/s/a/b",
        "/v2",
        "/observer",
        "/assets/nope.js"
      })
  void letsThePageSayToPeopleThatThereIsNothing(String path) throws IOException {
    try (var page = get(path, BROWSER);
        var head = head(path, BROWSER)) {
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("Vary")).isEqualTo("Accept, Accept-Encoding");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(page.header("ETag")).isEmpty();
      assertThat(page.body().text()).contains("<title>Spate");
      assertThat(head.status()).isEqualTo(404);
      assertThat(head.header("Content-Length")).isEqualTo(page.header("Content-Length"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/json, text/plain, */*",
        "text/event-stream",
        "text/html, application/problem+json",
        "text/html;q=0.5, application/*",
        "text/html;q=0"
      })
  void saysToProgramsByAProblemThatThereIsNothing(String accept) throws IOException {
    try (var nothing = get("/nope", "Accept: " + accept)) {
      assertThat(nothing.status()).isEqualTo(404);
      assertThat(nothing.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/nope", "/v1/streams/a/b", "/%761/nope", "/observe/nope"})
  void leavesToProgramsWhatIsTheirs(String path) throws IOException {
    try (var nothing = get(path, BROWSER)) {
      assertThat(nothing.status()).isEqualTo(404);
      assertThat(nothing.header("Content-Type")).doesNotContain("html");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void hasNoPageForWhoDoesNotRead(String method) throws IOException {
    var request = method + " /nope HTTP/1.1\n" + BROWSER + "\n\n";
    try (var nothing = new RawExchange(gateway.port(), request)) {
      assertThat(nothing.status()).isEqualTo(404);
      assertThat(nothing.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void letsABrowserKeepAssetsForGoodAndAskForThePage() throws IOException {
    try (var page = get("/");
        var asset = get(script())) {
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(asset.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(asset.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    }
  }

  @Test
  void sendsAssetsCompressedToWhoAcceptsIt() throws IOException {
    var script = script();
    try (var plain = get(script);
        var gzip = get(script, "Accept-Encoding: gzip");
        var brotli = get(script, "Accept-Encoding: gzip, deflate, br, zstd")) {
      assertThat(plain.header("Content-Encoding")).isEmpty();
      assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
      assertThat(length(gzip)).isLessThan(length(plain) / 2);
      assertThat(length(brotli)).isLessThan(length(gzip));
      for (var each : new RawExchange[] {plain, gzip, brotli}) {
        assertThat(each.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(each.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, br", "br, gzip", "br, identity", "identity, br"})
  void tagsEachCodingDifferently(String coding, String other) throws IOException {
    var script = script();
    try (var first = get(script, "Accept-Encoding: " + coding)) {
      var known = "If-None-Match: " + first.header("ETag");
      try (var same = get(script, "Accept-Encoding: " + coding, known);
          var different = get(script, "Accept-Encoding: " + other, known)) {
        assertThat(same.status()).isEqualTo(304);
        assertThat(different.status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<tag>", "W/<tag>", "\"a\", <tag>", "\"a\",W/<tag>,\"b\"", "*"})
  void saysThatThePageIsTheOneThatABrowserHas(String known) throws IOException {
    try (var page = get("/")) {
      var tag = page.header("ETag");
      assertThat(tag).startsWith("\"").endsWith("\""); // a strong one
      try (var again = get("/", "If-None-Match: " + known.replace("<tag>", tag))) {
        assertThat(again.status()).isEqualTo(304);
        for (var name : new String[] {"ETag", "Cache-Control", "Vary", "Content-Security-Policy"}) {
          assertThat(again.header(name)).isEqualTo(page.header(name));
        }
        assertThat(again.header("Content-Type")).isEmpty();
        assertThat(again.body().text()).isEmpty();
        again.next("GET / HTTP/1.1\n\n");
        assertThat(again.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void sendsAllToWhoAsksForAPart() throws IOException {
    try (var whole = get("/");
        var part = get("/", "Range: bytes=0-9")) {
      assertThat(part.status()).isEqualTo(200);
      assertThat(part.body()).isEqualTo(whole.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/c/x", "<script>"})
  void saysInAHeadWhatAGetWouldAndKeepsTheConnection(String path) throws IOException {
    var there = path.replace("<script>", script());
    try (var got = get(there, "Accept-Encoding: br");
        var head = head(there, "Accept-Encoding: br")) {
      for (var header : got.headers().entrySet()) {
        if (header.getKey().matches("(?i)date|x-request-id")) continue;
        assertThat(head.header(header.getKey())).isEqualTo(header.getValue());
      }
      head.next("GET / HTTP/1.1\n\n");
      assertThat(head.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/live", "/c/x", "/s/x", "<script>"})
  void hasNothingButReading(String path) throws IOException {
    var there = path.replace("<script>", script());
    try (var refused = RawExchange.post(gateway.port(), there, "a", BROWSER)) {
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "<script>", "/nope"})
  void forbidsABrowserAllThatTheClientDoesNotNeed(String path) throws IOException {
    try (var sent = get(path.replace("<script>", script()), BROWSER)) {
      assertThat(sent.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                  + "img-src 'self' data:; font-src 'self'; manifest-src 'self'; "
                  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                  + "require-trusted-types-for 'script'; trusted-types 'none'");
      assertThat(sent.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(sent.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(sent.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/assets",
        "/assets/",
        "/assets/nope.js",
        "<script>.br",
        "<script>.gz",
        "<script>/",
        "/live/x",
        "/../application.yaml",
        "/%2e%2e/logging.properties",
        "/..%2flogging.properties",
        "/assets/../../dev/spate/Main.class",
        "//logging.properties"
      })
  void sendsNothingElse(String path) throws IOException {
    try (var nothing = get(path.replace("<script>", script()))) {
      assertThat(nothing.status()).isBetween(400, 404);
      assertThat(nothing.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(nothing.header("Cache-Control")).isEqualTo("no-store"); // it may be there later
      assertThat(nothing.body().text()).doesNotContain("Exception", "dev.spate", "io.helidon");
    }
  }

  /// That of the page.
  private String script() throws IOException {
    try (var page = get("/")) {
      var script = SCRIPT.matcher(page.body().text());
      assertThat(script.find()).isTrue();
      return script.group(1);
    }
  }

  private static int length(RawExchange exchange) {
    return Integer.parseInt(exchange.header("Content-Length"));
  }

  private RawExchange get(String path, String... headers) throws IOException {
    return RawExchange.get(gateway.port(), path, headers);
  }

  private RawExchange head(String path, String... headers) throws IOException {
    var lines = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
    return new RawExchange(gateway.port(), "HEAD " + path + " HTTP/1.1\n" + lines + "\n");
  }
}
