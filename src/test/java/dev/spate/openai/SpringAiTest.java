package dev.spate.openai;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Usage;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.core.publisher.Flux;

/// Spring AI, which asks by openai-java.
class SpringAiTest extends SdkContract {
  private final OpenAiChatModel client =
      OpenAiChatModel.builder()
          .options(
              OpenAiChatOptions.builder()
                  .baseUrl(gateway.uri("/v1").toString())
                  .apiKey("any")
                  .maxRetries(0)
                  .build())
          .build();

  @Override
  Answer answer(String model, Consumer<String> texts) {
    var whole = new AtomicReference<ChatResponse>();
    new MessageAggregator()
        .aggregate(stream(model).doOnNext(part -> tell(part, texts)), whole::set)
        .blockLast();
    var response = requireNonNull(whole.get());
    var result = requireNonNull(response.getResult());
    var usage = response.getMetadata().getUsage();
    return new Answer(
        text(response),
        result.getOutput().getToolCalls().stream().map(SpringAiTest::call).toList(),
        new Finished(
            Reason.valueOf(requireNonNull(result.getMetadata().getFinishReason())),
            new Usage(usage.getPromptTokens(), usage.getCompletionTokens(), false)));
  }

  /// On the thread that reads: on another, openai-java would first wait for the lock of its reader,
  /// which is held until a line comes.
  @Override
  void leave(String model) {
    assertThat(stream(model).filter(part -> !text(part).isEmpty()).blockFirst()).isNotNull();
  }

  @Override
  Told told(Throwable thrown) {
    return OpenAiJava.told(
        thrown instanceof CompletionException ? requireNonNull(thrown.getCause()) : thrown);
  }

  private Flux<ChatResponse> stream(String model) {
    return client.stream(new Prompt("?", OpenAiChatOptions.builder().model(model).build()));
  }

  private static void tell(ChatResponse part, Consumer<String> texts) {
    var text = text(part);
    if (!text.isEmpty()) texts.accept(text);
  }

  private static String text(ChatResponse response) {
    var result = response.getResult();
    return result == null ? "" : requireNonNullElse(result.getOutput().getText(), "");
  }

  private static Call call(AssistantMessage.ToolCall call) {
    return new Call(call.id(), call.name(), call.arguments());
  }
}
