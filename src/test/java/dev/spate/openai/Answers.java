package dev.spate.openai;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static dev.spate.stream.StreamEvent.Reason.TOOL_CALLS;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Backends that answer each in one way, by the name of the model.
final class Answers {
  static final Failure TRUNCATED =
      new Failure(
          "upstream_truncated",
          "the answer broke off without an end",
          502,
          true,
          Optional.empty(),
          "");

  private static final String LOGPROBS =
      """
      {"content":[{"token":"No","logprob":-0.5,"bytes":null,"top_logprobs":[]}],"refusal":null}\
      """;

  private Answers() {}

  static Map<String, Generator> all() {
    return Map.ofEntries(
        Map.entry("plain", saying(STOP, new Text("It is "), new Text("09:41."))),
        Map.entry("length", saying(LENGTH, new Text("It is "))),
        Map.entry("endless", endless()),
        Map.entry("empty", saying(STOP)),
        Map.entry("reasoning", saying(STOP, new Reasoning("Hm."), new Text("Now."))),
        Map.entry(
            "tools",
            saying(
                TOOL_CALLS,
                new ToolCall(0, "call_1", "f", ""),
                new ToolCall(0, "", "", "{\"a\":"),
                new ToolCall(0, "", "", "1}"))),
        Map.entry(
            "parallel",
            saying(
                TOOL_CALLS,
                new Text("Both:"),
                new ToolCall(0, "call_1", "f", ""),
                new ToolCall(1, "call_2", "g", "{}"),
                new ToolCall(0, "", "", "{}"))),
        Map.entry(
            "extras",
            saying(
                STOP,
                new Extra("{\"chunk\":{\"service_tier\":\"default\",\"citations\":[1]}}"),
                new Text("No"),
                new Extra("{\"choice\":{\"logprobs\":" + LOGPROBS + "}}"),
                new Extra("{\"choice\":{\"delta\":{\"refusal\":\"I \"}}}"),
                new Extra("{\"choice\":{\"delta\":{\"refusal\":\"can't\"}}}"),
                new Extra("{\"mood\":\"good\"}"),
                new Extra(
                    "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5,"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":1}}}"))),
        Map.entry(
            "signed",
            saying(
                TOOL_CALLS,
                new ToolCall(0, "call_1", "f", "{"),
                new Extra(calls("{\"index\":0,\"extra_content\":{\"signature\":\"x\"}}")),
                new Extra(
                    calls(
                        "{\"index\":1,\"id\":\"call_2\",\"type\":\"custom\","
                            + "\"custom\":{\"name\":\"sql\",\"input\":\"sel\"}}")),
                new ToolCall(0, "", "", "}"),
                new Extra(calls("{\"index\":1,\"custom\":{\"input\":\"ect\"}}")))),
        Map.entry("breaking", failing(TRUNCATED, new Text("It is "))),
        Map.entry("silent", silent()),
        Map.entry("waiting", waiting(new CountDownLatch(1))));
  }

  private static String calls(String fragment) {
    return "{\"choice\":{\"delta\":{\"tool_calls\":[" + fragment + "]}}}";
  }

  static Generator saying(Reason reason, Piece... pieces) {
    return (_, output) -> {
      for (var piece : pieces) output.write(piece);
      return new Finished(reason, new Usage(3, 2, false));
    };
  }

  static Generator failing(Failure failure, Piece... pieces) {
    return (_, output) -> {
      for (var piece : pieces) output.write(piece);
      throw new GenerationFailed(failure);
    };
  }

  private static Generator endless() {
    return (_, output) -> {
      for (int i = 0; ; i++) output.write(new Text("word " + i + ", "));
    };
  }

  /// Says something, and then nothing until it is interrupted, which it counts.
  static Generator waiting(CountDownLatch interrupted) {
    return (_, output) -> {
      output.write(new Text("It is "));
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      throw new IllegalStateException("never");
    };
  }

  private static Generator silent() {
    return (_, _) -> {
      new CountDownLatch(1).await();
      throw new IllegalStateException("never");
    };
  }
}
