package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import java.util.List;
import java.util.Locale;

/// A way in which some server answers, well or not, as the body of its reply with status 200, and
/// what is to be made of it.
enum Variant {
  PLAIN(
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}

      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Why"},"logprobs":null,"finish_reason":null}],"usage":null}

      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":" 为🦆?"},"logprobs":null,"finish_reason":null}],"usage":null}

      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

      data: [DONE]

      """,
      "Why",
      " 为🦆?",
      "stop 3+2"),

  CARRIAGE_RETURNS(PLAIN.body.replace("\n", "\r\n"), PLAIN.said),

  CARRIAGE_RETURNS_ALONE(PLAIN.body.replace("\n", "\r"), PLAIN.said),

  NO_SPACE_AFTER_THE_COLON(PLAIN.body.replace("data: ", "data:"), PLAIN.said),

  BLANK_LINES_FIRST("\n\n \r\n" + PLAIN.body, PLAIN.said),

  BYTE_ORDER_MARK("\uFEFF" + PLAIN.body, PLAIN.said),

  COMMENTS(": hello\n\n" + PLAIN.body.replace("\n\n", "\n: ping\n\n: ping\n\n"), PLAIN.said),

  PINGS(
      PLAIN.body.replace(
          "\n\n", "\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\nevent: ping\n\ndata:\n\n"),
      PLAIN.said),

  NAMES_AND_IDS(
      PLAIN.body.replace("data: ", "id: 7\nevent: message\nretry: 1000\ndata: "), PLAIN.said),

  NO_DONE(PLAIN.body.replace("data: [DONE]\n\n", ""), PLAIN.said),

  NO_LAST_BLANK_LINE(PLAIN.body.stripTrailing(), PLAIN.said),

  DONE_WITH_A_SPACE(PLAIN.body.replace("[DONE]", "[DONE] "), PLAIN.said),

  MORE_AFTER_DONE(
      PLAIN.body + "data: {\"choices\":[{\"delta\":{\"content\":\"!\"}}]}\n\n", PLAIN.said),

  USAGE_IN_THE_FINISH(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}

      data: [DONE]

      """,
      "Why",
      "stop 3+1"),

  USAGE_IN_EACH_CHUNK(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}

      data: {"choices":[{"index":0,"delta":{"content":"?"}}],"usage":{"prompt_tokens":3,"completion_tokens":2}}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}

      data: [DONE]

      """,
      "Why",
      "?",
      "stop 3+2"),

  USAGE_BEFORE_THE_FINISH(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"}}]}

      data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1}}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}],"usage":null}

      data: [DONE]

      """,
      "Why",
      "length 3+1"),

  USAGE_WITHOUT_CHOICES(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"},"finish_reason":"stop"}]}

      data: {"usage":{"prompt_tokens":3,"completion_tokens":1}}

      """,
      "Why",
      "stop 3+1"),

  USAGE_THAT_SAYS_MORE(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"},"finish_reason":"stop"}]}

      data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,"prompt_tokens_details":{"cached_tokens":2}}}

      data: [DONE]

      """,
      "Why",
      "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4,\"prompt_tokens_details\":{\"cached_tokens\":2}}}",
      "stop 3+1"),

  NO_USAGE(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"},"finish_reason":"stop"}]}

      data: [DONE]

      """,
      "Why",
      "stop ~1"),

  FILTERS_FIRST(
      """
      data: {"choices":[],"prompt_filter_results":[{"prompt_index":0}]}

      data: {"choices":[{"delta":{"content":"Why"},"content_filter_results":{"hate":{"filtered":false}}}]}

      data: {"choices":[{"delta":{"content":"?"},"content_filter_results":{"hate":{"filtered":false}}}]}

      data: {"choices":[{"delta":{},"finish_reason":"content_filter"}]}

      data: [DONE]

      """,
      "{\"chunk\":{\"prompt_filter_results\":[{\"prompt_index\":0}]}}",
      "Why",
      "{\"choice\":{\"content_filter_results\":{\"hate\":{\"filtered\":false}}}}",
      "?",
      "content_filter ~2"),

  ROLE_IN_EACH_CHUNK(
      PLAIN
          .body
          .replace("\"delta\":{", "\"delta\":{\"role\":\"assistant\",")
          .replace(",}", "}")
          .replaceFirst("\"role\":\"assistant\",", ""),
      PLAIN.said),

  NO_INDEX(PLAIN.body.replace("\"index\":0,", ""), PLAIN.said),

  NOTHING_BUT_A_FINISH(
      "data:"
          + " {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"stop\"}]}\n\n",
      "stop ~0"),

  OTHER_CHOICES(
      """
      data: {"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}

      data: {"choices":[{"index":1,"delta":{},"finish_reason":"length"}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """,
      "a",
      "stop ~1"),

  REASONING_CONTENT(
      """
      data: {"choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Hm"}}]}

      data: {"choices":[{"index":0,"delta":{"content":"Why","reasoning_content":null}}]}

      data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}

      data: [DONE]

      """,
      "(Hm)",
      "Why",
      "stop ~2"),

  REASONING(
      REASONING_CONTENT.body.replace("reasoning_content", "reasoning"), REASONING_CONTENT.said),

  REASONING_IN_BOTH(
      REASONING_CONTENT
          .body
          .replace("\"reasoning_content\"", "\"reasoning\":\"Hm\",\"reasoning_content\"")
          .replace("\"reasoning\":\"Hm\",\"reasoning_content\":null", "\"reasoning\":null"),
      REASONING_CONTENT.said),

  TOOLS(
      """
      data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":""}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\":"}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}},{"index":1,"id":"call_2","type":"function","function":{"name":"g","arguments":"{}"}}]}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: [DONE]

      """,
      "0 call_1 f[]",
      "0  [{\"a\":]",
      "0  [1}]",
      "1 call_2 g[{}]",
      "tool_calls ~4"),

  TOOLS_NAMED_EACH_TIME(
      TOOLS.body.replace(
          "\"index\":0,\"function\":{",
          "\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\","),
      TOOLS.said),

  TOOLS_WITH_A_FRESH_ID_EACH_TIME(
      TOOLS.body.replace("\"index\":0,\"function\"", "\"index\":0,\"id\":\"call_x\",\"function\""),
      TOOLS.said),

  TOOLS_WITHOUT_INDEX(
      TOOLS.body.replaceAll("\"index\":[01],(\"id\"|\"function\")", "$1"), TOOLS.said),

  TOOLS_OF_ONE_INDEX(TOOLS.body.replace("\"index\":1,", "\"index\":0,"), TOOLS.said),

  TOOLS_COUNTED_FROM_ONE(
      TOOLS
          .body
          .replace("\"index\":1,", "\"index\":2,")
          .replaceAll("\"index\":0,(\"id\"|\"function\")", "\"index\":1,$1"),
      TOOLS.said),

  TOOLS_WITH_ARGUMENTS_THAT_ARE_NO_TEXT(
      """
      data: {"choices":[{"delta":{"tool_calls":[{"id":"call_1","function":{"name":"f","arguments":{"a":1}}},{"id":"call_2","function":{"name":"g","arguments":null}}]},"finish_reason":"tool_calls"}]}

      """,
      "0 call_1 f[{\"a\":1}]",
      "1 call_2 g[]",
      "tool_calls ~2"),

  TOOLS_WITH_A_SIGNATURE(
      """
      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"call_1","extra_content":{"signature":"x"},"function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}

      """,
      "0 call_1 f[{}]",
      "{\"choice\":{\"delta\":{\"tool_calls\":[{\"index\":0,\"extra_content\":{\"signature\":\"x\"}}]}}}",
      "tool_calls ~1"),

  TOOLS_OF_BOTH_TYPES(
      """
      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"custom","custom":{"name":"c","input":""}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"f","arguments":""}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"custom":{"input":"x"}},{"index":1,"function":{"arguments":"{}"}}]}}]}

      data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

      """,
      "{\"choice\":{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"custom\",\"custom\":{\"name\":\"c\",\"input\":\"\"}}]}}}",
      "1 call_2 f[]",
      "1  [{}]",
      "{\"choice\":{\"delta\":{\"tool_calls\":[{\"index\":0,\"custom\":{\"input\":\"x\"}}]}}}",
      "tool_calls ~2"),

  TOOLS_OF_BOTH_TYPES_WITHOUT_INDEX(
      """
      {"choices":[{"message":{"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"call_2","type":"custom","custom":{"name":"c","input":"x"}},{"id":"call_3","type":"function","function":{"name":"g","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}
      """,
      "0 call_1 f[{}]",
      "2 call_3 g[{}]",
      "{\"choice\":{\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"type\":\"custom\",\"custom\":{\"name\":\"c\",\"input\":\"x\"}}]}}}",
      "tool_calls ~2"),

  FUNCTION_CALL(
      """
      data: {"choices":[{"delta":{"function_call":{"name":"f","arguments":""}}}]}

      data: {"choices":[{"delta":{"function_call":{"arguments":"{}"}}}]}

      data: {"choices":[{"delta":{},"finish_reason":"function_call"}]}

      """,
      "0  f[]",
      "0  [{}]",
      "tool_calls ~2"),

  REFUSAL(
      """
      data: {"choices":[{"delta":{"refusal":"No"}}]}

      data: {"choices":[{"delta":{"refusal":"No"},"finish_reason":"stop"}]}

      """,
      "{\"choice\":{\"delta\":{\"refusal\":\"No\"}}}",
      "{\"choice\":{\"delta\":{\"refusal\":\"No\"}}}",
      "stop ~0"),

  LOGPROBS(
      """
      data: {"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.5}]}}]}

      data: {"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.5}]},"finish_reason":"stop"}]}

      """,
      "a",
      "{\"choice\":{\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-0.5}]}}}",
      "a",
      "{\"choice\":{\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-0.5}]}}}",
      "stop ~2"),

  MEMBERS_THAT_NOBODY_KNOWS(
      """
      data: {"service_tier":"default","obfuscation":"xyz","position":2,"choices":[{"delta":{"content":"a"}}]}

      data: {"service_tier":"default","obfuscation":"x","position":3,"citations":["https://a"],"choices":[{"delta":{"content":"b"},"stop_reason":null}]}

      data: {"service_tier":"flex","choices":[{"delta":{},"finish_reason":"stop","matched_stop":7}]}

      """,
      "a",
      "{\"chunk\":{\"service_tier\":\"default\"}}",
      "b",
      "{\"chunk\":{\"citations\":[\"https://a\"]}}",
      "{\"choice\":{\"matched_stop\":7}}",
      "{\"chunk\":{\"service_tier\":\"flex\"}}",
      "stop ~2"),

  EXTRAS_OF_A_SPATE(
      """
      data: {"choices":[{"index":0,"delta":{}}],"extra":{"signature":"x"},"position":2}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      """,
      "{\"signature\":\"x\"}",
      "stop ~0"),

  A_BODY_INSTEAD_OF_A_STREAM(
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","service_tier":"default","choices":[{"index":0,
        "message":{"role":"assistant","content":"Why 为?","reasoning_content":"Hm","refusal":null,"annotations":[],
          "tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}},
            {"id":"call_2","type":"function","function":{"name":"g","arguments":"{}"}}]},
        "logprobs":null,"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":9,"total_tokens":12}}
      """,
      "(Hm)",
      "Why 为?",
      "0 call_1 f[{}]",
      "1 call_2 g[{}]",
      "{\"chunk\":{\"service_tier\":\"default\"}}",
      "tool_calls 3+9"),

  A_BODY_THAT_IS_AN_ERROR(
      "\n{\"error\":{\"message\":\"slow down\",\"code\":429}}", "upstream_error 429 slow down"),

  A_BODY_OF_ANOTHER_KIND(
      "{\"answer\":\"Why\"}", "upstream_invalid 502 the upstream sent no chat completion"),

  A_BODY_THAT_BREAKS_OFF(
      "{\"choices\":[{\"message\":{\"content\":\"W",
      "upstream_truncated 502 the answer broke off without an end"),

  MARKUP(
      "<html><title>Log in</title></html>",
      "upstream_invalid 502 the upstream sent markup instead of events"),

  ERROR(
      """
      data: {"choices":[{"delta":{"content":"Why"}}]}

      data: {"error":{"message":"the engine died","type":"server_error","param":null,"code":null}}

      data: [DONE]

      """,
      "Why",
      "upstream_error 502 the engine died"),

  ERROR_AS_A_STRING(
      "data: {\"error\":\"the engine died\"}\n\n", "upstream_error 502 the engine died"),

  ERROR_AS_AN_OBJECT(
      """
      data: {"object":"error","message":"the engine died","type":"X","code":500}

      data: [DONE]

      """,
      "upstream_error 500 the engine died"),

  ERROR_AS_A_NAME(
      "event: error\ndata: {\"message\":\"the engine died\",\"code\":\"x\"}\n\n",
      "upstream_error 502 the engine died"),

  ERROR_AS_A_NAME_AND_TEXT(
      "event: error\ndata: the engine died\n\n", "upstream_error 502 the engine died"),

  ERROR_WITH_CHOICES(
      "data: {\"id\":\"g\",\"error\":{\"code\":503,\"message\":\"the engine"
          + " died\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n",
      "upstream_error 503 the engine died"),

  ERROR_WITHIN_A_CHOICE(
      """
      data: {"choices":[{"index":0,"delta":{"content":"Why"},"finish_reason":"error","error":{"code":503,"message":"the engine died"}}]}

      """,
      "Why",
      "upstream_error 503 the engine died"),

  ERROR_BY_ITS_TYPE(
      "data: {\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\"}}\n\n",
      "upstream_error 400 too long"),

  NO_ERROR(PLAIN.body.replace("\"usage\":null", "\"usage\":null,\"error\":null"), PLAIN.said),
  ERROR_FALSE(PLAIN.body.replace("\"usage\":null", "\"usage\":null,\"error\":false"), PLAIN.said),
  ERROR_0(PLAIN.body.replace("\"usage\":null", "\"usage\":null,\"error\":0"), PLAIN.said),
  ERROR_EMPTY(PLAIN.body.replace("\"usage\":null", "\"usage\":null,\"error\":\"\""), PLAIN.said),

  A_REASON_THAT_NOBODY_KNOWS(
      "data: {\"choices\":[{\"delta\":{\"content\":\"Why\"},\"finish_reason\":\"abort\"}]}\n\n",
      "Why",
      "upstream_error 502 it ended with 'abort'"),

  A_REASON_OF_ANOTHER_WORD(
      "data: {\"choices\":[{\"delta\":{\"content\":\"Why\"},\"finish_reason\":\"eos_token\"}]}\n\n",
      "Why",
      "stop ~1"),

  NO_FINISH(
      "data: {\"choices\":[{\"delta\":{\"content\":\"Why\"},\"finish_reason\":\"\"}]}\n\n",
      "Why",
      "upstream_truncated 502 the answer broke off without an end"),

  NO_FINISH_BUT_DONE(NO_FINISH.body + "data: [DONE]\n\n", NO_FINISH.said),

  NOTHING("", "upstream_truncated 502 the answer broke off without an end"),

  NO_JSON(
      "data: {\"choices\":[{\"delta\":{\"content\":\"Why\"}}]}\n\ndata: Why?\n\n",
      "Why",
      "upstream_invalid 502 the upstream sent an event that is not JSON: 'W' is unexpected, in line"
          + " 1, column 1"),

  NO_OBJECT("data: [1]\n\n", "upstream_invalid 502 the upstream sent an event without braces");

  private final String body;
  private final String said; // lines

  Variant(String body, String... said) {
    this.body = body;
    this.said = String.join("\n", said);
  }

  byte[] bytes() {
    return body.getBytes(UTF_8);
  }

  /// What is made of it, as [#shown] has it.
  List<String> said() {
    return said.lines().toList();
  }

  /// `Why`, `(Hm)`, `0 call_1 f[{}]`, `{"chunk":{…}}`, `stop 3+2` or where it was counted here
  /// `stop ~2`, `upstream_error 502 the engine died`.
  static String shown(StreamEvent event) {
    return switch (event) {
      case Started started -> "started " + started.model();
      case Text text -> text.text();
      case Reasoning reasoning -> "(" + reasoning.text() + ")";
      case ToolCall(int index, var id, var name, var arguments) ->
          "%d %s %s[%s]".formatted(index, id, name, arguments);
      case Extra extra -> extra.json();
      case Finished(var reason, var usage) ->
          reason.name().toLowerCase(Locale.ROOT)
              + (usage.estimated()
                  ? " ~" + usage.outputTokens()
                  : " " + usage.inputTokens() + "+" + usage.outputTokens());
      case Failed(var failure, var _) ->
          "%s %d %s".formatted(failure.code(), failure.status(), failure.message());
    };
  }
}
