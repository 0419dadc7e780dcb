package dev.spate.openai;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's own client for Java, as it is.
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class OpenAiJavaTest {
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final TestGateway gateway = TestGateway.start(generators());
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(gateway.uri("/v1").toString())
          .apiKey("any")
          .maxRetries(0)
          .build();

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
  }

  private Map<String, Generator> generators() {
    var generators = new LinkedHashMap<>(Answers.all());
    generators.put("interrupted", interrupted());
    generators.put("failing", Answers.failing(Answers.TRUNCATED));
    return generators;
  }

  @Test
  void readsTextUsageAndReasonFromChunks() {
    try (var chunks = stream("plain")) {
      var all = chunks.stream().toList();

      assertThat(text(all.stream())).isEqualTo("It is 09:41.");
      assertThat(
              all.stream()
                  .flatMap(chunk -> chunk.choices().stream())
                  .flatMap(choice -> choice.finishReason().stream()))
          .containsExactly(ChatCompletionChunk.Choice.FinishReason.STOP);
      var usage = all.getLast().usage().orElseThrow();
      assertThat(usage.promptTokens()).isEqualTo(3);
      assertThat(usage.completionTokens()).isEqualTo(2);
      assertThat(usage.totalTokens()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "empty", "reasoning", "tools", "parallel", "length", "extras"})
  void accumulatesToTheWholeCompletion(String model) {
    var accumulated = accumulated(model);
    var whole = client.chat().completions().create(params(model));

    assertThat(accumulated.validate().isValid()).isTrue();
    assertThat(whole.validate().isValid()).isTrue();
    var choice = accumulated.choices().getFirst();
    var wholeChoice = whole.choices().getFirst();
    assertThat(choice.finishReason()).isEqualTo(wholeChoice.finishReason());
    assertThat(choice.message().content().orElse(""))
        .isEqualTo(wholeChoice.message().content().orElse(""));
    assertThat(choice.message().refusal()).isEqualTo(wholeChoice.message().refusal());
    assertThat(choice.message().toolCalls().orElse(List.of()))
        .isEqualTo(wholeChoice.message().toolCalls().orElse(List.of()));
    assertThat(choice.logprobs().flatMap(ChatCompletion.Choice.Logprobs::content))
        .isEqualTo(wholeChoice.logprobs().flatMap(ChatCompletion.Choice.Logprobs::content));
    assertThat(accumulated.usage()).isEqualTo(whole.usage());
    assertThat(accumulated.model()).isEqualTo(whole.model());
  }

  @Test
  void callsTools() {
    var calls = accumulated("parallel").choices().getFirst().message().toolCalls().orElseThrow();

    assertThat(calls).hasSize(2);
    assertThat(calls.getFirst().asFunction().id()).isEqualTo("call_1");
    assertThat(calls.getFirst().asFunction().function().name()).isEqualTo("f");
    assertThat(calls.getLast().asFunction().function().arguments()).isEqualTo("{}");
  }

  @Test
  void meetsAnErrorBeforeTheStream() {
    assertThatThrownBy(() -> stream("failing"))
        .isInstanceOfSatisfying(
            InternalServerException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(502);
              assertThat(e.code()).contains("upstream_truncated");
              assertThat(e.type()).contains("server_error");
            });
    assertThatThrownBy(() -> stream("gpt-9"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
    assertThatThrownBy(() ->
            client.chat().completions().create(params("plain").toBuilder().temperature(3).build()))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("temperature"));
  }

  @Test
  void meetsAnErrorInsideTheStream() {
    try (var chunks = stream("breaking")) {
      var seen = chunks.stream().iterator();
      assertThat(seen.next().choices().getFirst().delta().role()).isPresent();
      assertThat(seen.next().choices().getFirst().delta().content()).contains("It is ");

      assertThatThrownBy(seen::next)
          .isInstanceOfSatisfying(
              SseException.class, e -> assertThat(e.code()).contains("upstream_truncated"));
    }
  }

  @Test
  void cancelsByClosing() throws Exception {
    try (var chunks = stream("interrupted")) {
      var seen = chunks.stream().iterator();
      seen.next();
      seen.next();
    }

    interrupted.await();
  }

  private ChatCompletion accumulated(String model) {
    var accumulator = ChatCompletionAccumulator.create();
    try (var chunks = stream(model)) {
      chunks.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion();
  }

  @SuppressWarnings("MustBeClosedChecker") // each test does
  private StreamResponse<ChatCompletionChunk> stream(String model) {
    var usage = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    return client
        .chat()
        .completions()
        .createStreaming(params(model).toBuilder().streamOptions(usage).build());
  }

  private static ChatCompletionCreateParams params(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("?").build();
  }

  private static String text(Stream<ChatCompletionChunk> chunks) {
    return chunks
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .collect(joining());
  }

  private Generator interrupted() {
    return (_, output) -> {
      output.write(new Text("a"));
      try {
        new Semaphore(0).acquire();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return new Finished(STOP, new Usage(0, 1, false));
    };
  }
}
