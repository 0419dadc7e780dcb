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
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ClientFilesTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  private final TestGateway gateway = TestGateway.start();

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/live", "/live?x=1"})
  void sendsThePageWhichDrawsWhatTheAddressNames(String path) throws IOException {
    try (var page = RawExchange.get(gateway.port(), path)) {
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Content-Type")).startsWith("text/html");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(page.body().text()).contains("<title>Spate");
    }
  }

  @Test
  void saysThatThePageIsTheOneThatABrowserHas() throws IOException {
    try (var page = RawExchange.get(gateway.port(), "/")) {
      var known = "If-None-Match: " + page.header("ETag");
      try (var again = RawExchange.get(gateway.port(), "/", known)) {
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(page.header("ETag"));
        assertThat(again.header("Content-Type")).isEmpty();
      }
    }
  }

  @Test
  void letsABrowserKeepAssetsForGood() throws IOException {
    try (var page = RawExchange.get(gateway.port(), "/")) {
      var script = SCRIPT.matcher(page.body().text());
      assertThat(script.find()).isTrue();
      try (var asset = RawExchange.get(gateway.port(), script.group(1))) {
        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Cache-Control")).contains("immutable");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/assets/nope.js",
        "/live/x",
        "/../application.yaml",
        "/%2e%2e/logging.properties",
        "/..%2flogging.properties",
        "/assets/../../dev/spate/Main.class",
        "//logging.properties"
      })
  void sendsNothingElse(String path) throws IOException {
    try (var nothing = RawExchange.get(gateway.port(), path)) {
      assertThat(nothing.status()).isBetween(400, 404);
      assertThat(nothing.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(nothing.header("Cache-Control")).isEqualTo("no-store"); // it may be there later
      assertThat(nothing.body().text()).doesNotContain("Exception", "dev.spate", "io.helidon");
    }
  }

  @Test
  void hasNothingAtAFolder() throws IOException {
    try (var folder = RawExchange.get(gateway.port(), "/assets")) {
      assertThat(folder.status()).isEqualTo(404);
    }
  }
}
