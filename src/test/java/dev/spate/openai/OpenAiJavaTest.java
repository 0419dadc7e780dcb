package dev.spate.openai;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// OpenAI's own client for Java, chunk by chunk.
class OpenAiJavaTest extends SdkContract {
  private final OpenAiJava client = new OpenAiJava(gateway);

  @AfterAll
  void closeClient() {
    client.close();
  }

  @Override
  Answer answer(String model, Consumer<String> texts) {
    try (var stream = client.chunks(model)) {
      var chunks = stream.stream().peek(chunk -> OpenAiJava.tell(chunk, texts)).toList();
      return new Answer(
          chunks.stream().map(OpenAiJava::text).collect(joining()), calls(chunks), end(chunks));
    }
  }

  private static List<Call> calls(List<ChatCompletionChunk> chunks) {
    var calls =
        chunks.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.delta().toolCalls().stream())
            .flatMap(List::stream)
            .collect(
                toMap(
                    Delta.ToolCall::index,
                    OpenAiJavaTest::fragment,
                    OpenAiJavaTest::joined,
                    TreeMap::new));
    return List.copyOf(calls.values());
  }

  private static Call fragment(Delta.ToolCall call) {
    var function = call.function().orElseThrow();
    return new Call(
        call.id().orElse(""), function.name().orElse(""), function.arguments().orElse(""));
  }

  private static Call joined(Call one, Call next) {
    return new Call(
        one.id() + next.id(), one.name() + next.name(), one.arguments() + next.arguments());
  }

  private static Finished end(List<ChatCompletionChunk> chunks) {
    var reasons =
        chunks.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.finishReason().stream())
            .toList();
    assertThat(reasons).hasSize(1);
    var usage = chunks.getLast().usage().orElseThrow();
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    return new Finished(Reason.valueOf(reasons.getFirst().value().name()), OpenAiJava.usage(usage));
  }

  @Override
  void leave(String model) {
    client.leave(model);
  }

  @Override
  Told told(Throwable thrown) {
    return OpenAiJava.told(thrown);
  }

  @Test
  void beginsWithTheRole() {
    try (var chunks = client.chunks("plain")) {
      var first = chunks.stream().findFirst().orElseThrow();

      assertThat(first.choices().getFirst().delta().role()).contains(Delta.Role.ASSISTANT);
    }
  }

  @Test
  void tellsTheTypeOfAnError() {
    assertThatThrownBy(() -> answer("failing", _ -> {}))
        .isInstanceOfSatisfying(
            InternalServerException.class, e -> assertThat(e.type()).contains("server_error"));
  }

  @Test
  void tellsWhichParameterIsRefused() {
    var params = OpenAiJava.params("plain").toBuilder().temperature(3).build();

    assertThatThrownBy(() -> client.whole(params))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("temperature"));
  }
}
