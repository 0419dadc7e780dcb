package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.http.RawExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The exact bytes of completions, in chunks and whole, and from anywhere.
@Tag("also-without-the-pump")
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class CompletionsTest {
  private static final Pattern FRAME = Pattern.compile(".*?\n\n", Pattern.DOTALL);
  private static final Pattern POSITION = Pattern.compile("\"position\":([0-9]+)}");

  private final TestGateway gateway = TestGateway.start(Answers.all());

  @AfterAll
  void stop() {
    gateway.close();
  }

  /// Each is asked for by its own body; `<head>` stands for what all its chunks begin with.
  static Stream<Arguments> goldens() {
    return Stream.of(
        golden(
            "plain",
            "",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"It is "},"logprobs":null,"finish_reason":null}],"position":2}

            data: <head>,"choices":[{"index":0,"delta":{"content":"09:41."},"logprobs":null,"finish_reason":null}],"position":3}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}

            data: [DONE]

            """),
        golden(
            "plain",
            ",\"stream_options\":{\"include_usage\":true}",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"It is "},"logprobs":null,"finish_reason":null}],"usage":null,"position":2}

            data: <head>,"choices":[{"index":0,"delta":{"content":"09:41."},"logprobs":null,"finish_reason":null}],"usage":null,"position":3}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: <head>,"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

            data: [DONE]

            """),
        golden(
            "tools",
            "",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":""}}]},"logprobs":null,"finish_reason":null}],"position":2}

            data: <head>,"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\":"}}]},"logprobs":null,"finish_reason":null}],"position":3}

            data: <head>,"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]},"logprobs":null,"finish_reason":null}],"position":4}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"tool_calls"}]}

            data: [DONE]

            """),
        golden(
            "parallel",
            "",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"Both:"},"logprobs":null,"finish_reason":null}],"position":2}

            data: <head>,"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":""}}]},"logprobs":null,"finish_reason":null}],"position":3}

            data: <head>,"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"g","arguments":"{}"}}]},"logprobs":null,"finish_reason":null}],"position":4}

            data: <head>,"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"logprobs":null,"finish_reason":null}],"position":5}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"tool_calls"}]}

            data: [DONE]

            """),
        golden(
            "reasoning",
            "",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"reasoning_content":"Hm."},"logprobs":null,"finish_reason":null}],"position":2}

            data: <head>,"choices":[{"index":0,"delta":{"content":"Now."},"logprobs":null,"finish_reason":null}],"position":3}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}

            data: [DONE]

            """),
        golden(
            "endless",
            ",\"stop\":[\"1, wo\"],\"stream_options\":{\"include_usage\":true}",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"word 0, "},"logprobs":null,"finish_reason":null}],"usage":null,"position":2}

            data: <head>,"choices":[{"index":0,"delta":{"content":"word "},"logprobs":null,"finish_reason":null}],"usage":null,"position":3}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: <head>,"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":3,"total_tokens":3,"estimated":true}}

            data: [DONE]

            """),
        golden(
            "endless",
            ",\"max_tokens\":7,\"max_completion_tokens\":1",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"word 0, "},"logprobs":null,"finish_reason":null}],"position":2}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"length"}]}

            data: [DONE]

            """),
        golden(
            "empty",
            "",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}

            data: [DONE]

            """),
        golden(
            "extras",
            ",\"stream_options\":{\"include_usage\":true}",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"position":1}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":null}],"usage":null,"citations":[1],"position":2}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{"content":"No"},"logprobs":null,"finish_reason":null}],"usage":null,"position":3}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{},"logprobs":{"content":[{"token":"No","logprob":-0.5,"bytes":null,"top_logprobs":[]}],"refusal":null},"finish_reason":null}],"usage":null,"position":4}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{"refusal":"I "},"logprobs":null,"finish_reason":null}],"usage":null,"position":5}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{"refusal":"can't"},"logprobs":null,"finish_reason":null}],"usage":null,"position":6}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":null}],"usage":null,"extra":{"mood":"good"},"position":7}

            data: <head>,"service_tier":"default","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: <head>,"service_tier":"default","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"completion_tokens_details":{"reasoning_tokens":1}}}

            data: [DONE]

            """),
        golden(
            "breaking",
            ",\"stream_options\":{\"include_usage\":true}",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"It is "},"logprobs":null,"finish_reason":null}],"usage":null,"position":2}

            event: error
            data: {"error":{"message":"the answer broke off without an end","type":"server_error","param":null,"code":"upstream_truncated"}}

            """),
        golden(
            "waiting",
            "",
            """
            data: <head>,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"position":1}

            data: <head>,"choices":[{"index":0,"delta":{"content":"It is "},"logprobs":null,"finish_reason":null}],"position":2}

            data: <head>,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"length"}],"x_finish":"cancelled"}

            data: [DONE]

            """));
  }

  @ParameterizedTest(name = "{0}{1}")
  @MethodSource("goldens")
  void areTheseBytesAndTheRestOfThemFromEveryPosition(String model, String more, String golden)
      throws IOException {
    try (var posted = post(model, ",\"stream\":true" + more)) {
      assertThat(posted.status()).isEqualTo(200);
      assertThat(posted.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
      var id = posted.header("Spate-Stream");
      if (model.equals("waiting")) cancel(id);
      var body = posted.body();
      assertThat(body.whole()).isTrue();
      assertThat(body.text()).isEqualTo(golden.replace("<head>", head(id, model, body.text())));

      assertThat(chunksAfter(id, 0)).isEqualTo(body.text());
      var frames = FRAME.matcher(body.text()).results().toList();
      long last = 0;
      for (var frame : frames) {
        var position = POSITION.matcher(frame.group());
        if (!position.find()) continue;
        last = Long.parseLong(position.group(1));
        assertThat(chunksAfter(id, last)).isEqualTo(body.text().substring(frame.end()));
      }
      assertThat(last).isPositive();
    }
  }

  @Test
  void areWholeInOneObject() throws IOException {
    assertThat(whole("plain", ""))
        .isEqualTo(
            """
            {"id":"<id>","object":"chat.completion","created":<n>,"model":"plain","choices":[{"index":0,"message":{"role":"assistant","content":"It is 09:41.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\
            """);
    assertThat(whole("parallel", ",\"stream\":null"))
        .contains(
            """
            "message":{"role":"assistant","content":"Both:","refusal":null,"annotations":[],"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"call_2","type":"function","function":{"name":"g","arguments":"{}"}}]},"logprobs":null,"finish_reason":"tool_calls"}\
            """);
    assertThat(whole("signed", ""))
        .contains(
            """
            "message":{"role":"assistant","content":null,"refusal":null,"annotations":[],"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"},"extra_content":{"signature":"x"}},{"id":"call_2","type":"custom","custom":{"name":"sql","input":"select"}}]},"logprobs":null,"finish_reason":"tool_calls"}\
            """);
    assertThat(whole("tools", ",\"stream\":false")).contains("\"content\":null,", "{\\\"a\\\":1}");
    assertThat(whole("reasoning", ""))
        .contains("\"content\":\"Now.\"", "\"reasoning_content\":\"Hm.\"");
    assertThat(whole("empty", "")).contains("\"content\":\"\"");
    assertThat(whole("endless", ",\"max_tokens\":2"))
        .contains(
            "\"content\":\"word 0, word 1, \"",
            "\"finish_reason\":\"length\"",
            "\"estimated\":true");
    assertThat(whole("extras", ""))
        .isEqualTo(
            """
            {"id":"<id>","object":"chat.completion","created":<n>,"model":"extras","choices":[{"index":0,"message":{"role":"assistant","content":"No","refusal":"I can't","annotations":[]},"logprobs":{"content":[{"token":"No","logprob":-0.5,"bytes":null,"top_logprobs":[]}],"refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"completion_tokens_details":{"reasoning_tokens":1}},"service_tier":"default","citations":[1],"extra":[{"mood":"good"}]}\
            """);
  }

  @Test
  void areKeptAndReadAgainWhoeverStartedThem() throws IOException {
    try (var posted =
        RawExchange.post(
            gateway.port(),
            "/v1/streams",
            "{\"model\":\"plain\",\"prompt\":\"?\"}",
            "Content-Type: application/json")) {
      posted.body();
      var id = posted.header("Spate-Stream");
      for (var name : List.of(id, "chatcmpl-" + id)) {
        try (var got = RawExchange.get(gateway.port(), "/v1/chat/completions/" + name)) {
          assertThat(got.status()).isEqualTo(200);
          assertThat(got.header("Content-Type")).isEqualTo("application/json");
          assertThat(got.header("Spate-Stream")).isEqualTo(id);
          assertThat(got.body().text()).contains("\"content\":\"It is 09:41.\"");
        }
      }
      assertThat(chunksAfter(id, 2)).contains("09:41.").endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void areNothingMoreAfterTheirEnd() throws IOException {
    try (var posted = post("plain", ",\"stream\":true")) {
      posted.body();

      assertThat(chunksAfter(posted.header("Spate-Stream"), 4)).isEmpty();
    }
  }

  @Test
  void areWaitedForWhileTheyAreLive() throws Exception {
    try (var posted = post("waiting", ",\"stream\":true");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      posted.await("It is ");
      var id = posted.header("Spate-Stream");
      var waiting =
          threads.submit(() -> {
            try (var got = RawExchange.get(gateway.port(), "/v1/chat/completions/" + id)) {
              return got.body().text();
            }
          });
      while (!snapshot(id).contains("\"readers\":2")) Thread.onSpinWait();
      cancel(id);

      assertThat(waiting.get())
          .contains("\"content\":\"It is \"", "\"finish_reason\":\"length\"")
          .endsWith(",\"x_finish\":\"cancelled\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?stream=1, stream",
    "?stream=true&starting_after=-1, starting_after",
    "?stream=true&starting_after=x, starting_after",
    "?stream=true&starting_after=5, starting_after",
    "?starting_after=1, starting_after"
  })
  void areNotReadFromNowhere(String query, String param) throws IOException {
    try (var posted = post("plain", "")) {
      posted.body();
      var path = "/v1/chat/completions/" + posted.header("Spate-Stream") + query;
      try (var refused = RawExchange.get(gateway.port(), path)) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().text())
            .contains("\"param\":\"" + param + "\"", "\"code\":\"invalid_value\"");
      }
    }
  }

  @Test
  void areNotThereUnderAnotherId() throws IOException {
    for (var id : List.of("nope", "chatcmpl-nope")) {
      try (var missing = RawExchange.get(gateway.port(), "/v1/chat/completions/" + id)) {
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body().text()).contains("\"code\":\"no_such_stream\"");
      }
    }
  }

  private static Arguments golden(String model, String more, String bytes) {
    return Arguments.of(model, more, bytes);
  }

  private static String head(String id, String model, String body) {
    var created = Pattern.compile("\"created\":([0-9]+)").matcher(body);
    assertThat(created.find()).isTrue();
    return "{\"id\":\"chatcmpl-%s\",\"object\":\"chat.completion.chunk\",\"created\":%s,\"model\":\"%s\""
        .formatted(id, created.group(1), model);
  }

  private RawExchange post(String model, String more) throws IOException {
    var body =
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]" + more;
    return RawExchange.post(
        gateway.port(), "/v1/chat/completions", body + "}", "Content-Type: application/json");
  }

  private String whole(String model, String more) throws IOException {
    try (var posted = post(model, more)) {
      assertThat(posted.status()).isEqualTo(200);
      assertThat(posted.header("Content-Type")).isEqualTo("application/json");
      var body = posted.body();
      assertThat(posted.header("Content-Length")).isNotEmpty();
      return body.text()
          .replace("chatcmpl-" + posted.header("Spate-Stream"), "<id>")
          .replaceFirst("\"created\":[0-9]+", "\"created\":<n>");
    }
  }

  private String chunksAfter(String id, long position) throws IOException {
    var query = "?stream=true" + (position == 0 ? "" : "&starting_after=" + position);
    try (var got = RawExchange.get(gateway.port(), "/v1/chat/completions/chatcmpl-" + id + query)) {
      assertThat(got.status()).isEqualTo(200);
      var body = got.body();
      assertThat(body.whole()).isTrue();
      return body.text();
    }
  }

  private String snapshot(String id) throws IOException {
    try (var got =
        RawExchange.get(gateway.port(), "/v1/streams/" + id, "Accept: application/json")) {
      return got.body().text();
    }
  }

  private void cancel(String id) throws IOException {
    RawExchange.post(gateway.port(), "/v1/streams/" + id + "/cancel", "").close();
  }
}
