package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's own client for Java, with its accumulator.
class OpenAiJavaAccumulatorTest extends SdkContract {
  private final OpenAiJava client = new OpenAiJava(gateway);

  @AfterAll
  void closeClient() {
    client.close();
  }

  @Override
  Answer answer(String model, Consumer<String> texts) {
    var completion = accumulated(model, texts);
    var choice = completion.choices().getFirst();
    return new Answer(
        choice.message().content().orElse(""),
        choice.message().toolCalls().stream()
            .flatMap(List::stream)
            .map(OpenAiJavaAccumulatorTest::call)
            .toList(),
        new Finished(
            Reason.valueOf(choice.finishReason().value().name()),
            OpenAiJava.usage(completion.usage().orElseThrow())));
  }

  private static Call call(ChatCompletionMessageToolCall call) {
    var function = call.asFunction().function();
    return new Call(call.asFunction().id(), function.name(), function.arguments());
  }

  @Override
  void leave(String model) {
    client.leave(model);
  }

  @Override
  Told told(Throwable thrown) {
    return OpenAiJava.told(thrown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "empty", "reasoning", "tools", "parallel", "length", "extras"})
  void accumulatesToTheWholeCompletion(String model) {
    var accumulated = accumulated(model, _ -> {});
    var whole = client.whole(OpenAiJava.params(model));

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

  private ChatCompletion accumulated(String model, Consumer<String> texts) {
    var accumulator = ChatCompletionAccumulator.create();
    try (var chunks = client.chunks(model)) {
      chunks.stream().map(accumulator::accumulate).forEach(chunk -> OpenAiJava.tell(chunk, texts));
    }
    return accumulator.chatCompletion();
  }
}
