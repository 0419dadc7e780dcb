package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.http.RawExchange;
import dev.spate.http.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StageTest {
  private static final Pattern SCENE =
      Pattern.compile(
          "\\{\"scene\":\"(.*)\",\"url\":\"http://localhost:(.*)\","
              + "\"relay\":\"http://localhost:(.*)\"}");
  private static final String LONG = "{\"model\":\"clock\",\"prompt\":\"Hi\"}";
  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path folder;
  private final TestGateway gateway = TestGateway.start();
  private Relay relay;
  private Stage stage;

  @BeforeEach
  void open() throws IOException {
    relay = Relay.to(gateway.port());
    stage = new Stage(relay, folder.resolve("stage"));
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
    relay.close();
    gateway.close();
  }

  @Test
  void doesToTheRelayOfAllTestsWhatItIsTold() throws IOException {
    try (var stream = RawExchange.post(relay.port(), "/v1/streams", LONG, JSON)) {
      assertThat(act("/cut")).isEmpty();
      assertThat(stream.body().whole()).isFalse();
    }
    act("/refuse");
    assertThatThrownBy(() -> RawExchange.get(relay.port(), "/")).isInstanceOf(IOException.class);
    act("/hold");
    act("/pass");
    assertThat(status(relay.port(), "/")).isEqualTo(200);
  }

  @Test
  void opensAGatewayOfATestsOwn() throws IOException {
    var scene = scene("{\"store.retention\":\"0s\",\"default-model\":\"clock\"}");

    assertThat(text(scene.port(), "/v1/models/clock")).contains("\"default\":true");
    assertThat(text(scene.relay(), "/v1/models/clock")).contains("\"default\":true");
    act(scene.name() + "/refuse");
    assertThatThrownBy(() -> RawExchange.get(scene.relay(), "/")).isInstanceOf(IOException.class);
    assertThat(status(relay.port(), "/")).isEqualTo(200);
    act(scene.name() + "/end");
    assertThatThrownBy(() -> RawExchange.get(scene.port(), "/")).isInstanceOf(IOException.class);
  }

  @Test
  void killsAndStartsAGatewayBehindItsRelay() throws IOException {
    var scene = scene("{}");
    var stream = RawExchange.post(scene.relay(), "/v1/streams", LONG, JSON);

    act(scene.name() + "/kill");

    assertThat(stream.body())
        .satisfies(body -> {
          assertThat(body.whole()).isFalse();
          assertThat(body.text()).doesNotContain("event: failed");
        });
    assertThatThrownBy(() -> RawExchange.get(scene.relay(), "/")).isInstanceOf(IOException.class);
    var again = Told.of(act(scene.name() + "/start"));
    assertThat(again.relay()).isEqualTo(scene.relay());
    assertThat(status(again.port(), "/")).isEqualTo(200);
    assertThat(status(scene.relay(), "/v1/streams/" + stream.header("Spate-Stream")))
        .isEqualTo(410);
  }

  @Test
  void stopsAGatewayThatGivesEachStreamItsEnd() throws IOException {
    var scene = scene("{\"server.drain\":\"0s\"}");
    var stream = RawExchange.post(scene.relay(), "/v1/streams", LONG, JSON);

    act(scene.name() + "/stop");

    assertThat(stream.body().text()).contains("event: failed", "\"code\":\"shutting_down\"");
  }

  @Test
  void opensAGatewayThatPlaysTheTapesOfATest() throws IOException {
    var tape =
        Files.writeString(
            folder.resolve("hostile.ndjson"),
            """
            {"text":"<img src=x onerror=alert(1)>"}
            {"text":"\\u2028"}
            {"event":"finished","reason":"stop"}
            """);
    var scene =
        scene(
            """
            {"generators.h001.type":"script","generators.h001.file":"%s",
             "generators.h001.first-piece":"0s","generators.h001.tokens-per-second":"0"}
            """
                .formatted(tape));

    try (var played =
        RawExchange.post(
            scene.port(), "/v1/streams", "{\"model\":\"h001\",\"prompt\":\"Hi\"}", JSON)) {
      assertThat(played.body().text())
          .contains("<img src=x onerror=alert(1)>", "\"reason\":\"stop\"");
    }
  }

  @Test
  void saysWhyItCanNot() throws IOException {
    assertRefuses("/dance", "", "nobody can dance");
    assertRefuses("/scenes/7/kill", "", "there is no scene /scenes/7");
    assertRefuses("/scenes", "{\"store.retention\":\"soon\"}", "store.retention is 'soon'");
  }

  private record Told(String name, int port, int relay) {
    static Told of(String json) {
      var scene = SCENE.matcher(json);
      assertThat(scene.matches()).as(json).isTrue();
      return new Told(
          scene.group(1), Integer.parseInt(scene.group(2)), Integer.parseInt(scene.group(3)));
    }
  }

  private Told scene(String configuration) throws IOException {
    return Told.of(act("/scenes", configuration, 200));
  }

  private String act(String path) throws IOException {
    return act(path, "", 200);
  }

  private void assertRefuses(String path, String body, String why) throws IOException {
    assertThat(act(path, body, 400)).contains(why);
  }

  private String act(String path, String body, int status) throws IOException {
    try (var acted = RawExchange.post(stage.uri().getPort(), path, body)) {
      var text = acted.body().text();
      assertThat(acted.status()).as(text).isEqualTo(status);
      return text;
    }
  }

  private static int status(int port, String path) throws IOException {
    try (var got = RawExchange.get(port, path)) {
      return got.status();
    }
  }

  private static String text(int port, String path) throws IOException {
    try (var got = RawExchange.get(port, path)) {
      return got.body().text();
    }
  }
}
