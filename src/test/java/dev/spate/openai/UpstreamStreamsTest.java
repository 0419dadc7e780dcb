package dev.spate.openai;

import static dev.spate.openai.ScriptedUpstream.says;
import static dev.spate.openai.ScriptedUpstream.saysForEver;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.http.RawExchange;
import dev.spate.openai.ScriptedUpstream.Reply;
import dev.spate.wire.ForeignJson;
import dev.spate.wire.SseReader;
import dev.spate.wire.SseReader.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An upstream behind a gateway: what a reader sees of its faults, and what it sees of readers that
/// leave, of cancels, and of limits.
@Tag("also-without-the-pump")
@Timeout(120)
class UpstreamStreamsTest {
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final byte[] PLAIN = Variant.PLAIN.bytes();

  /// Where it is known how it finished: what dies after that was whole.
  private static final int FINISH = bytesBefore("\"finish_reason\":\"stop\"");

  /// Each by a gateway of its own, as no circuit is to open.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNeverWholeWhereverItsUpstreamDies(boolean reset) throws Exception {
    for (int cut : cuts()) {
      try (var upstream = new ScriptedUpstream(dies(cut, reset));
          var gateway = gateway(List.of(upstream), "retries", "0");
          var reader = ask(gateway)) {
        var body = reader.body();
        var end = SseReader.events(body.text()).getLast();

        assertThat(body.whole()).isTrue();
        assertThat(end.type()).as("cut at %d", cut).isEqualTo("failed");
        assertThat(end.data()).contains("\"code\":\"upstream_truncated\"", "\"retryable\":true");
        assertThat("Why 为🦆?").startsWith(text(body.text()));
      }
    }
  }

  /// By its status, as long as nothing was said, and then by an error.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNoCompletionWhereverItsUpstreamDies(boolean reset) throws Exception {
    for (int cut : cuts()) {
      try (var upstream = new ScriptedUpstream(dies(cut, reset));
          var gateway = gateway(List.of(upstream), "retries", "0", "server.commit-delay", "30s");
          var reader = complete(gateway, "\"stream\":true")) {
        var body = reader.body().text();
        boolean said = body.contains("\"content\":\"W");

        assertThat(reader.status()).as("cut at %d", cut).isEqualTo(said ? 200 : 502);
        assertThat(body).contains("\"code\":\"upstream_truncated\"").doesNotContain("[DONE]");
        if (said) assertThat(SseReader.events(body).getLast().type()).isEqualTo("error");
        else assertThat(body).startsWith("{\"error\":");
      }
    }
  }

  /// Before there is a token. Nobody notices, whichever way it is asked.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isAnsweredByTheSecondUpstreamWhereverTheFirstDies(boolean reset) throws Exception {
    int token = bytesBefore("Why\"}");
    for (int cut : cuts()) {
      if (cut > token) continue;
      try (var first = new ScriptedUpstream(dies(cut, reset));
          var second = new ScriptedUpstream(says("Because"));
          var gateway = gateway(List.of(first, second), "retries", "0");
          var reader = ask(gateway);
          var other = complete(gateway, "\"stream\":true")) {
        var events = SseReader.events(reader.body().text());
        var chunks = other.body().text();

        assertThat(events)
            .as("cut at %d", cut)
            .extracting(Event::type)
            .containsExactly("started", "message", "finished");
        assertThat(SseReader.text(events.get(1))).isEqualTo("Because");
        assertThat(events.getLast().data()).startsWith("{\"reason\":\"stop\"");
        assertThat(other.status()).isEqualTo(200);
        assertThat(chunks)
            .contains("\"content\":\"Because\"", "\"finish_reason\":\"stop\"")
            .doesNotContain("error")
            .endsWith("data: [DONE]\n\n");
        assertThat(first.asks()).isEqualTo(2);
        assertThat(second.asks()).isEqualTo(2);
      }
    }
  }

  @Test
  void closesItsConnectionWhenItIsCancelled() throws Exception {
    try (var upstream = new ScriptedUpstream(saysForEver("a"));
        var gateway = gateway(List.of(upstream));
        var reader = ask(gateway)) {
      reader.await("\"text\"");
      var asked = upstream.asked();

      RawExchange.post(gateway.port(), path(reader) + "/cancel", "").close();

      assertThat(asked.isHungUp()).isTrue();
      assertThat(reader.body().text())
          .endsWith(
              "data: {\"reason\":\"cancelled\","
                  + "\"usage\":{\"inputTokens\":0,\"outputTokens\":1,\"estimated\":true}}\n\n");
    }
  }

  @Test
  void closesItsConnectionWhenNobodyReads() throws Exception {
    try (var upstream = new ScriptedUpstream(saysForEver("a"));
        var gateway = gateway(List.of(upstream));
        var reader = ask(gateway, "Spate-Lifetime: attached")) {
      reader.await("\"text\"");
      var asked = upstream.asked();

      reader.kill();

      assertThat(asked.isHungUp()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"max_tokens\":1 | length", "\"stop\":\"a\" | stop"})
  void closesItsConnectionWhenTheAnswerIsLongEnough(String bound, String reason) throws Exception {
    try (var upstream = new ScriptedUpstream(goesOn());
        var gateway = gateway(List.of(upstream));
        var reader = complete(gateway, bound)) {
      assertThat(reader.body().text()).contains("\"finish_reason\":\"" + reason + "\"");
      assertThat(upstream.asked().isHungUp()).isTrue();
    }
  }

  @Test
  void closesItsConnectionWhenItTakesTooLong() throws Exception {
    for (var limit : List.of("stream.between-pieces", "stream.total")) {
      try (var upstream = new ScriptedUpstream(pings());
          var gateway = gateway(List.of(upstream), limit, "300ms");
          var reader = ask(gateway)) {
        var asked = upstream.asked();
        var events = SseReader.events(reader.body().text());

        assertThat(events.getLast().data()).contains("_timeout\"");
        assertThat(asked.isHungUp()).isTrue();
      }
    }
  }

  @Test
  void closesItsConnectionWhenItThinksForTooLong() throws Exception {
    try (var upstream = new ScriptedUpstream(wire -> wire.hang());
        var gateway = gateway(List.of(upstream), "stream.first-piece", "300ms");
        var reader = ask(gateway)) {
      assertThat(reader.body().text()).contains("\"first_piece_timeout\"");
      assertThat(upstream.asked().isHungUp()).isTrue();
    }
  }

  @Test
  void closesItsConnectionWhenTheGatewayStops() throws Exception {
    try (var upstream = new ScriptedUpstream(saysForEver("a"))) {
      var gateway = gateway(List.of(upstream));
      try (var reader = ask(gateway)) {
        reader.await("\"text\"");
        var asked = upstream.asked();

        gateway.close();

        assertThat(asked.isHungUp()).isTrue();
        assertThat(reader.body().text()).contains("\"code\":\"shutting_down\"");
      }
    }
  }

  /// Whatever OpenAI takes, others do, and nobody knows.
  @Test
  void asksItsUpstreamForAllThatItIsAskedFor() throws Exception {
    var members =
        """
        "temperature":0.5,"top_p":0.9,"frequency_penalty":-1,"presence_penalty":1,
        "logit_bias":{"7":-100},"logprobs":true,"top_logprobs":3,"seed":-7,
        "max_tokens":70,"max_completion_tokens":60,"stop":["a","b"],
        "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],
        "tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false,
        "functions":[{"name":"f"}],"function_call":"auto",
        "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{}}},
        "reasoning_effort":"low","verbosity":"high","modalities":["text","audio"],
        "audio":{"voice":"a","format":"wav"},"prediction":{"type":"content","content":"a"},
        "web_search_options":{},"moderation":{"model":"m"},"service_tier":"flex","store":true,
        "metadata":{"a":"b"},"prompt_cache_key":"k","prompt_cache_options":{"mode":"a","ttl":"1h"},
        "prompt_cache_retention":"24h","safety_identifier":"s","user":"u","top_k":4,"min_p":0.1,
        "chat_template_kwargs":{"thinking":false},"strange":[1]\
        """;
    try (var upstream = new ScriptedUpstream(says("Hi"));
        var gateway = gateway(List.of(upstream));
        var reader = complete(gateway, members)) {
      assertThat(reader.status()).as(reader.body().text()).isEqualTo(200);

      var asked = new HashMap<>(ForeignJson.parse(upstream.asked().body(), 8).asJsonObject());
      for (var ours : List.of("model", "messages", "stream", "stream_options")) {
        assertThat(asked.remove(ours)).isNotNull();
      }
      assertThat(asked).isEqualTo(ForeignJson.parse("{" + members + "}", 8));
    }
  }

  @Test
  void failsAsItsUpstreamDoes() throws Exception {
    var error = "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}";
    try (var upstream = new ScriptedUpstream(ScriptedUpstream.body(429, error));
        var gateway = gateway(List.of(upstream), "retries", "0");
        var reader = ask(gateway)) {
      assertThat(reader.body().text())
          .endsWith(
              "event: failed\n"
                  + "data: {\"code\":\"upstream_error\",\"message\":\"slow"
                  + " down\",\"retryable\":true,\"usage\":{\"inputTokens\":0,\"outputTokens\":0,\"estimated\":true}}\n\n");
    }
  }

  /// Every boundary of an event up to the finish, and some places within each.
  private static List<Integer> cuts() {
    var cuts = new ArrayList<Integer>();
    for (int cut = 0; cut < FINISH; cut++) {
      if (cut % 17 == 0 || PLAIN[Math.max(cut - 1, 0)] == '\n') cuts.add(cut);
    }
    return cuts;
  }

  private static int bytesBefore(String text) {
    var plain = new String(PLAIN, UTF_8);
    return plain.substring(0, plain.indexOf(text)).getBytes(UTF_8).length;
  }

  private static Reply dies(int cut, boolean reset) {
    return wire -> {
      wire.head(200, "Content-Type: text/event-stream", CHUNKED);
      wire.chunks(Arrays.copyOf(PLAIN, cut), 100);
      if (reset) wire.reset();
      else wire.close();
    };
  }

  /// One token after the other.
  private static Reply goesOn() {
    return wire -> {
      wire.head(200, CHUNKED);
      while (true) wire.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
    };
  }

  /// A token, and then what keeps a connection busy and says nothing.
  private static Reply pings() {
    return wire -> {
      wire.head(200, CHUNKED).chunk("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
      while (!wire.request().hungUp().await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        wire.chunk(": ping\n\n").chunk("data: {\"choices\":[]}\n\n");
      }
    };
  }

  /// With these settings for each upstream, or of the gateway, if they have a dot.
  private static TestGateway gateway(List<ScriptedUpstream> upstreams, String... settings) {
    var all = new ArrayList<>(List.of("generators.m.type", "openai", "default-model", "m"));
    for (int i = 0; i < upstreams.size(); i++) {
      var prefix = "generators.m.upstreams.u" + i + ".";
      Collections.addAll(all, prefix + "base-url", upstreams.get(i).baseUrl());
      for (int k = 0; k < settings.length; k += 2) {
        if (!settings[k].contains("."))
          Collections.addAll(all, prefix + settings[k], settings[k + 1]);
      }
    }
    for (int k = 0; k < settings.length; k += 2) {
      if (settings[k].contains(".")) Collections.addAll(all, settings[k], settings[k + 1]);
    }
    return TestGateway.start(all.toArray(String[]::new));
  }

  private static RawExchange ask(TestGateway gateway, String... headers) throws IOException {
    return RawExchange.post(gateway.port(), "/v1/streams", "Why?", headers);
  }

  /// By a request that has this member too.
  private static RawExchange complete(TestGateway gateway, String member) throws IOException {
    var body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}],%s}"
            .formatted(member);
    return RawExchange.post(
        gateway.port(), "/v1/chat/completions", body, "Content-Type: application/json");
  }

  private static String path(RawExchange reader) {
    return "/v1/streams/" + reader.header("Spate-Stream");
  }

  private static String text(String body) {
    return SseReader.events(body).stream()
        .filter(event -> event.type().equals("message"))
        .map(SseReader::text)
        .collect(Collectors.joining());
  }
}
