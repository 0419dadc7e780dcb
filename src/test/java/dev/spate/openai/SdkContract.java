package dev.spate.openai;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static dev.spate.stream.StreamEvent.Reason.TOOL_CALLS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// What holds for whoever reads our completions by an SDK, as it is, from a real gateway.
@Tag("also-without-the-pump")
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
abstract class SdkContract {
  private static final Answer BOTH =
      Answer.of(TOOL_CALLS, "Both:", new Call("call_1", "f", "{}"), new Call("call_2", "g", "{}"));

  private final CountDownLatch interrupted = new CountDownLatch(1);
  final TestGateway gateway =
      // longer than any test lasts, so that nothing but leaving interrupts what waits
      TestGateway.start(generators(), "stream.between-pieces", "5m");

  /// What the SDK made of an answer, in our words.
  record Answer(String text, List<Call> calls, Finished end) {
    private static Answer of(Reason reason, String text, Call... calls) {
      return new Answer(text, List.of(calls), new Finished(reason, new Usage(3, 2, false)));
    }
  }

  record Call(String id, String name, String arguments) {}

  /// An error as the SDK tells it.
  ///
  /// @param status that of the response: 200 for an error inside the stream
  record Told(int status, String code, String message) {}

  /// Streams a model's answer, and throws what the SDK throws or reports.
  ///
  /// @param texts takes each as it comes, but for empty ones
  abstract Answer answer(String model, Consumer<String> texts);

  /// Asks, and leaves as the SDK would have it, once the first text has come.
  abstract void leave(String model);

  /// What an exception of [#answer] tells.
  abstract Told told(Throwable thrown);

  @AfterAll
  void stopGateway() {
    gateway.close();
  }

  private Map<String, Generator> generators() {
    var generators = new LinkedHashMap<>(Answers.all());
    generators.put("waiting", Answers.waiting(interrupted));
    generators.put("failing", Answers.failing(Answers.TRUNCATED));
    generators.put(
        "one-by-one",
        Answers.saying(
            TOOL_CALLS,
            new Text("Both:"),
            new ToolCall(0, "call_1", "f", ""),
            new ToolCall(0, "", "", "{}"),
            new ToolCall(1, "call_2", "g", "{}")));
    return generators;
  }

  @Test
  void readsTextPieceByPiece() {
    var texts = new ArrayList<String>();

    answer("plain", texts::add);

    assertThat(texts).containsExactly("It is ", "09:41.");
  }

  @Test
  void readsTextUsageAndReason() {
    assertThat(answer("plain")).isEqualTo(Answer.of(STOP, "It is 09:41."));
    assertThat(answer("length")).isEqualTo(Answer.of(LENGTH, "It is "));
    assertThat(answer("empty")).isEqualTo(Answer.of(STOP, ""));
  }

  @Test
  void putsACallTogether() {
    assertThat(answer("tools"))
        .isEqualTo(Answer.of(TOOL_CALLS, "", new Call("call_1", "f", "{\"a\":1}")));
  }

  @Test
  void keepsParallelCallsApart() {
    assertThat(answer("one-by-one")).isEqualTo(BOTH);
  }

  @Test
  void keepsCallsApartWhoseArgumentsTakeTurns() {
    assertThat(answer("parallel")).isEqualTo(BOTH);
  }

  @Test
  void meetsAnErrorBeforeTheStream() {
    assertThat(told("failing", _ -> {}))
        .isEqualTo(new Told(502, "upstream_truncated", Answers.TRUNCATED.message()));
  }

  @Test
  void meetsAModelThatThereIsNot() {
    var told = told("gpt-9", _ -> {});

    assertThat(told.status()).isEqualTo(404);
    assertThat(told.code()).isEqualTo("model_not_found");
    assertThat(told.message()).contains("gpt-9");
  }

  @Test
  void meetsAnErrorInsideTheStreamAfterWhatCameBeforeIt() {
    var texts = new ArrayList<String>();

    var told = told("breaking", texts::add);

    assertThat(texts).containsExactly("It is ");
    assertThat(told).isEqualTo(new Told(200, "upstream_truncated", Answers.TRUNCATED.message()));
  }

  @Test
  void cancelsTheGeneratorByLeaving() throws InterruptedException {
    leave("waiting");

    assertThat(interrupted.await(1, SECONDS)).isTrue(); // no lifetime is that short
  }

  private Answer answer(String model) {
    return answer(model, _ -> {});
  }

  private Told told(String model, Consumer<String> texts) {
    var thrown = catchThrowable(() -> answer(model, texts));
    assertThat(thrown).as("error by which the answer ended").isNotNull();
    return told(thrown);
  }
}
