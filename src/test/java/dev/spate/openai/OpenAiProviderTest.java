package dev.spate.openai;

import static dev.spate.openai.ScriptedUpstream.body;
import static dev.spate.openai.ScriptedUpstream.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.BadSetting;
import dev.spate.http.RawExchange;
import dev.spate.openai.ScriptedUpstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An upstream in the configuration of a gateway, or in its environment.
@Timeout(120)
class OpenAiProviderTest {
  private static final String LIST =
      "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4.1\",\"object\":\"model\"},{\"id\":\"a/b\"}]}";

  @TempDir private Path folder;

  @Test
  void takesItsKeyFromTheEnvironment() throws Exception {
    try (var upstream = new ScriptedUpstream(says("Hi"));
        var gateway =
            TestGateway.startIn(
                Map.of("SPATE_GENERATORS_GPT_4_1_API_KEY", "sk-1"),
                "generators.gpt-4~11.type",
                "openai",
                "generators.gpt-4~11.base-url",
                upstream.baseUrl())) {
      ask(gateway, "gpt-4.1");

      assertThat(upstream.asked().headers()).containsEntry("authorization", "Bearer sk-1");
    }
  }

  @Test
  void takesItsKeyFromAFile() throws Exception {
    var file = Files.writeString(folder.resolve("key"), "sk-1\n");
    try (var upstream = new ScriptedUpstream(says("Hi"));
        var gateway = start(upstream, "api-key-file", file.toString())) {
      ask(gateway, "m");

      assertThat(upstream.asked().headers()).containsEntry("authorization", "Bearer sk-1");
    }
  }

  @Test
  void servesAllThatItsUpstreamLists() throws Exception {
    try (var upstream = new ScriptedUpstream(lists(LIST));
        var gateway = start(upstream, "models", "*")) {
      assertThat(models(gateway))
          .contains("\"id\":\"gpt-4.1\"", "\"id\":\"a/b\"", "\"type\":\"openai\"");
      assertThat(ask(gateway, "a/b")).contains("{\"text\":\"a/b\"}");
    }
  }

  @Test
  void namesThemBehindAPrefix() throws Exception {
    try (var upstream = new ScriptedUpstream(lists(LIST));
        var gateway = start(upstream, "models", "*", "prefix", "local/")) {
      assertThat(models(gateway)).contains("\"id\":\"local/gpt-4.1\"", "\"id\":\"local/a/b\"");
      assertThat(ask(gateway, "local/a/b")).contains("{\"text\":\"a/b\"}");
    }
  }

  @Test
  void noticesWhatComesAndGoes() throws Exception {
    try (var upstream =
            new ScriptedUpstream(body(200, LIST), body(200, LIST.replace("gpt-4.1", "gpt-5")));
        var gateway = start(upstream, "models", "*", "refresh", "1ms")) {
      while (!models(gateway).contains("\"gpt-5\"")) Thread.onSpinWait();

      assertThat(models(gateway)).doesNotContain("gpt-4.1");
    }
  }

  @Test
  void asksForTheListOnceAMinuteAtMost() throws Exception {
    try (var upstream = new ScriptedUpstream(body(200, LIST));
        var gateway = start(upstream, "models", "*")) {
      for (int i = 0; i < 100; i++) models(gateway);

      upstream.asked();
      assertThat(upstream.asks()).isZero();
    }
  }

  @Test
  void asksForTheOthersWhereOneOfItsModelsIsBroken() throws Exception {
    Reply loading =
        wire -> {
          if (wire.request().body().contains("\"a/b\"")) body(503, "{}").play(wire);
          else lists(LIST).play(wire);
        };
    try (var upstream = new ScriptedUpstream(loading);
        var gateway = start(upstream, "models", "*", "retries", "0")) {
      for (int i = 0; i < 10; i++) ask(gateway, "a/b");
      assertThat(ask(gateway, "a/b")).contains("upstream_unavailable");

      assertThat(ask(gateway, "gpt-4.1")).contains("{\"text\":\"gpt-4.1\"}");
    }
  }

  /// As long as there never was a list: SDKs ask again, which they don't after a 404.
  @Test
  void saysOfNoModelThatItIsNotThereBeforeItKnows() throws Exception {
    try (var upstream = new ScriptedUpstream(body(503, "{}"));
        var gateway = start(upstream, "models", "*", "prefix", "p/")) {
      try (var asked = complete(gateway, "p/gpt-4.1")) {
        assertThat(asked.status()).isEqualTo(503);
        assertThat(asked.header("Retry-After")).isEqualTo("5");
        assertThat(asked.body().text()).contains("without the list of generators.m, which");
      }
      try (var asked = complete(gateway, "gpt-4.1")) {
        assertThat(asked.status()).isEqualTo(404);
      }
    }
    try (var upstream = new ScriptedUpstream(lists(LIST));
        var gateway = start(upstream, "models", "*");
        var asked = complete(gateway, "gpt-5")) {
      assertThat(asked.status()).isEqualTo(404);
    }
  }

  @Test
  void logsWhyItHasNoListAndTheMend() throws Exception {
    try (var upstream = new ScriptedUpstream(body(404, "404 page not found"));
        var logged = new Logged();
        var _ = start(upstream, "models", "*")) {
      assertThat(logged.next())
          .isEqualTo(
              "generators.m lists no models: %1$s/models: 404, \"404 page not found\": see whether base-url is right: %1$s"
                  .formatted(upstream.baseUrl()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "api-key", "headers.api-key"})
  void followsNoRedirectToAnotherList(String setting) throws Exception {
    try (var elsewhere = new ScriptedUpstream(body(200, LIST));
        var upstream =
            new ScriptedUpstream(body(307, "", "Location: " + elsewhere.baseUrl() + "/models"));
        var gateway = start(upstream, "models", "*", setting, "sk-1")) {
      assertThat(models(gateway)).contains("\"echo\"").doesNotContain("openai");
      assertThat(elsewhere.asks()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"503, ''", "200, no list", "200, '{\"data\":7}'", "200, '[]'"})
  void startsWithoutAListThatCanNotBeHad(int status, String list) throws Exception {
    try (var upstream = new ScriptedUpstream(body(status, list));
        var gateway = start(upstream, "models", "*")) {
      assertThat(models(gateway)).contains("\"echo\"").doesNotContain("openai");
    }
  }

  @Test
  void servesTheModelsOfAKeyInTheEnvironmentBesideTheSimulators() throws Exception {
    try (var upstream = new ScriptedUpstream(lists(LIST));
        var gateway = TestGateway.startIn(environment(upstream))) {
      assertThat(models(gateway)).contains("\"id\":\"echo\"", "\"id\":\"gpt-4.1\"");
      assertThat(ask(gateway, "gpt-4.1")).contains("{\"text\":\"gpt-4.1\"}");
      assertThat(upstream.asked().headers()).containsEntry("authorization", "Bearer sk-secret");
    }
  }

  @Test
  void servesTheModelsOfAnAddressInTheEnvironmentWithoutAKey() throws Exception {
    for (var key : List.of("", "none")) {
      try (var upstream = new ScriptedUpstream(lists(LIST));
          var gateway =
              TestGateway.startIn(
                  Map.of("OPENAI_API_KEY", key, "OPENAI_BASE_URL", upstream.baseUrl()),
                  "server.host",
                  "0.0.0.0")) {
        assertThat(models(gateway)).contains("\"id\":\"echo\"", "\"id\":\"gpt-4.1\"");
        assertThat(upstream.asked().headers()).doesNotContainKey("authorization");
      }
    }
  }

  @Test
  void takesNoKeyForNone() throws Exception {
    try (var gateway = TestGateway.startIn(Map.of("OPENAI_API_KEY", "none"));
        var logged = new Logged()) {
      assertThat(models(gateway)).doesNotContain("\"openai\"");
      assertThat(logged.lines()).isEmpty();
    }
  }

  @Test
  void namesTheVariableOfABadAddress() {
    assertThatThrownBy(() -> TestGateway.startIn(Map.of("OPENAI_BASE_URL", "localhost")).close())
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "base-url is 'localhost' in the environment, as OPENAI_BASE_URL: it must be an address"
                + " like https://api.openai.com/v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\n    - base-url: http://a/v1\n    - base-url: http://b/v1", "a"})
  void namesItsUpstreams(String upstreams) throws Exception {
    var file =
        Files.writeString(
            folder.resolve("application.yaml"),
            "generators:\n  m:\n    type: openai\n    upstreams: " + upstreams + "\n");

    assertThatThrownBy(() -> TestGateway.startBy(file).close())
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("generators.m.upstreams is '")
        .hasMessageEndingWith(
            "it must be a map of names to servers, of one at least: {first: {base-url: …}}");
  }

  @ParameterizedTest
  @CsvSource({"base-url, http://a/v1", "api-key, sk-secret", "headers.X, a"})
  void hasNothingBesideItsUpstreams(String key, String value) {
    assertThatThrownBy(() ->
            TestGateway.start(
                    "generators.m.type",
                    "openai",
                    "generators.m." + key,
                    value,
                    "generators.m.upstreams.first.base-url",
                    "http://a/v1")
                .close())
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "generators.m.%s goes into each of generators.m.upstreams", key.replace(".X", ""));
  }

  @Test
  void leavesAKeyInTheEnvironmentAloneWhereAnUpstreamIsConfigured() throws Exception {
    try (var named = new ScriptedUpstream(lists(LIST));
        var other = new ScriptedUpstream(says("Hi"));
        var gateway =
            TestGateway.startIn(
                environment(named), "generators.openai.base-url", other.baseUrl())) {
      assertThat(models(gateway)).doesNotContain("gpt-4.1");
      ask(gateway, "openai");
      assertThat(other.asked().headers()).doesNotContainKey("authorization");
      assertThat(named.asks()).isZero();
    }
  }

  @Test
  void doesNotStartWhereAnybodyCouldSpendItsKey() throws Exception {
    var complaint =
        "server.host is '0.0.0.0' in the test: it must be localhost, since models answer by a key"
            + " of yours, or set access: open";
    try (var upstream = new ScriptedUpstream(lists(LIST))) {
      assertThatThrownBy(() -> start(upstream, "api-key", "sk-secret", "", "0.0.0.0"))
          .isInstanceOf(BadSetting.class)
          .hasMessage(complaint);
      assertThatThrownBy(
              () -> TestGateway.startIn(environment(upstream), "server.host", "0.0.0.0").close())
          .isInstanceOf(BadSetting.class)
          .hasMessage(complaint);

      TestGateway.startIn(environment(upstream), "server.host", "0.0.0.0", "access", "open")
          .close();
      start(upstream, "", "0.0.0.0").close(); // it has no key
    }
  }

  /// Of whichever upstream it is, and wherever it comes from.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-key",
        "api-key-file",
        "headers.api-key",
        "headers.X-Team",
        "upstreams.second.api-key",
        "upstreams.second.headers.api-key"
      })
  void doesNotStartWhereAnybodyCouldSpendAnyKey(String setting) throws Exception {
    var file = Files.writeString(folder.resolve("key"), "sk-secret\n").toString();
    var value = setting.endsWith("-file") ? file : "sk-secret";
    var several = setting.startsWith("upstreams.");
    var first = several ? "upstreams.first.base-url" : "base-url";
    assertThatThrownBy(() ->
            TestGateway.start(
                    "generators.m.type",
                    "openai",
                    "generators.m." + first,
                    "http://localhost:9/v1",
                    "generators.m." + setting,
                    value,
                    "server.host",
                    "0.0.0.0")
                .close())
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("models answer by a key of yours")
        .hasMessageNotContaining("sk-secret");
  }

  @Test
  void takesAKeyInItsAddressForOne() throws Exception {
    try (var upstream = new ScriptedUpstream(lists(LIST))) {
      assertThatThrownBy(() ->
              TestGateway.start(
                      "generators.m.type", "openai",
                      "generators.m.base-url", upstream.baseUrl() + "?key=sk-secret",
                      "server.host", "0.0.0.0")
                  .close())
          .isInstanceOf(BadSetting.class)
          .hasMessageContaining("models answer by a key of yours")
          .hasMessageNotContaining("sk-secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a?key=sk-secret", "http://a b?key=sk-secret"})
  void showsNoKeyInAnAddressThatIsWrong(String address) {
    assertThatThrownBy(() ->
            TestGateway.start("generators.m.type", "openai", "generators.m.base-url", address)
                .close())
        .isInstanceOf(BadSetting.class)
        .hasMessage("generators.m.base-url must be an address like https://api.openai.com/v1");
  }

  @Test
  void namesAnAccessThatItDoesNotHave() {
    assertThatThrownBy(() -> TestGateway.start("access", "all").close())
        .isInstanceOf(BadSetting.class)
        .hasMessage("access is 'all' in the test: it must be local, or open");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base-url     | ftp://a        | base-url is 'ftp://a' in the test: it must be an address"
            + " like https://api.openai.com/v1",
        "base-url     | http://a b     | base-url is 'http://a b' in the test: it must be an"
            + " address like https://api.openai.com/v1",
        "base-url     | http://a/v1/chat/completions | base-url is 'http://a/v1/chat/completions'"
            + " in the test: it must end before /chat/completions, like https://api.openai.com/v1",
        "base-url     | http://k:s@a   | generators.m.base-url has a secret before its @: use"
            + " api-key or headers",
        "api-key      | sk-1\u00e9         | generators.m.api-key must be printable ASCII, in one"
            + " line, and not empty",
        "api-key-file | no-such        | api-key-file is 'no-such' in the test: it must be a file"
            + " that can be read",
        "ca-file      | pom.xml        | ca-file is 'pom.xml' in the test: it must be a file of"
            + " certificates, in PEM",
        "models       | gpt-4.1        | models is 'gpt-4.1' in the test: it must be \"*\", for all"
            + " that the upstream lists, or be left out",
        "retries      | 11             | retries is '11' in the test: it must be a whole number"
            + " from 0 to 10",
        "headers.Host | a              | generators.m.headers.Host is no header that can be set",
        "headers.X    | é              | generators.m.headers.X must be printable ASCII, in one"
            + " line, and not empty",
        "modl         | a              | there is no setting generators.m.modl, in the test; did"
            + " you mean generators.m.model?",
      })
  void namesWhatIsWrong(String key, String value, String complaint) {
    assertThatThrownBy(() ->
            TestGateway.start("generators.m.type", "openai", "generators.m." + key, value).close())
        .isInstanceOf(BadSetting.class)
        .hasMessageEndingWith(complaint);
  }

  @Test
  void hasOneKeyOnly() {
    assertThatThrownBy(() ->
            TestGateway.start(
                    "generators.m.type", "openai",
                    "generators.m.api-key", "sk-secret",
                    "generators.m.api-key-file", "pom.xml")
                .close())
        .isInstanceOf(BadSetting.class)
        .hasMessage("generators.m has both api-key and api-key-file: leave one out");
  }

  private static Map<String, String> environment(ScriptedUpstream upstream) {
    return Map.of("OPENAI_API_KEY", "sk-secret", "OPENAI_BASE_URL", upstream.baseUrl());
  }

  /// Lists its models, and says the name of the one that is asked.
  private static Reply lists(String list) {
    return wire -> {
      var asked = wire.request();
      if (asked.line().startsWith("GET ")) body(200, list).play(wire);
      else says(asked.body().split("\"", -1)[3]).play(wire);
    };
  }

  /// The model `m`, with such settings; the one without a name is the gateway's host.
  private static TestGateway start(ScriptedUpstream upstream, String... settings) {
    var all = Arrays.copyOf(settings, settings.length + 4);
    for (int i = 0; i < settings.length; i += 2) {
      all[i] = settings[i].isEmpty() ? "server.host" : "generators.m." + settings[i];
    }
    all[settings.length] = "generators.m.type";
    all[settings.length + 1] = "openai";
    all[settings.length + 2] = "generators.m.base-url";
    all[settings.length + 3] = upstream.baseUrl();
    return TestGateway.start(all);
  }

  private static String models(TestGateway gateway) throws IOException {
    try (var asked = RawExchange.get(gateway.port(), "/v1/models")) {
      return asked.body().text();
    }
  }

  private static RawExchange complete(TestGateway gateway, String model) throws IOException {
    var body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".formatted(model);
    return RawExchange.post(
        gateway.port(), "/v1/chat/completions", body, "Content-Type: application/json");
  }

  private static String ask(TestGateway gateway, String model) throws IOException {
    var prompt = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    try (var asked =
        RawExchange.post(gateway.port(), "/v1/streams", prompt, "Content-Type: application/json")) {
      return asked.body().text();
    }
  }
}
