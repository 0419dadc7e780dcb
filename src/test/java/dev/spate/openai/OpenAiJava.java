package dev.spate.openai;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.ErrorObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import dev.spate.TestGateway;
import dev.spate.openai.SdkContract.Told;
import dev.spate.stream.StreamEvent.Usage;
import java.util.function.Consumer;

/// OpenAI's own client for Java, which asks a gateway once.
final class OpenAiJava implements AutoCloseable {
  private final OpenAIClient client;

  OpenAiJava(TestGateway gateway) {
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(gateway.uri("/v1").toString())
            .apiKey("any")
            .maxRetries(0)
            .build();
  }

  static ChatCompletionCreateParams params(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("?").build();
  }

  ChatCompletion whole(ChatCompletionCreateParams params) {
    return client.chat().completions().create(params);
  }

  /// With the usage at its end.
  @SuppressWarnings("MustBeClosedChecker") // whoever reads them does
  StreamResponse<ChatCompletionChunk> chunks(String model) {
    var usage = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    return client
        .chat()
        .completions()
        .createStreaming(params(model).toBuilder().streamOptions(usage).build());
  }

  void leave(String model) {
    try (var chunks = chunks(model)) {
      assertThat(chunks.stream().anyMatch(chunk -> !text(chunk).isEmpty())).isTrue();
    }
  }

  static String text(ChatCompletionChunk chunk) {
    return chunk.choices().stream()
        .flatMap(choice -> choice.delta().content().stream())
        .collect(joining());
  }

  /// Gives the text of a chunk, if it has one.
  static void tell(ChatCompletionChunk chunk, Consumer<String> texts) {
    var text = text(chunk);
    if (!text.isEmpty()) texts.accept(text);
  }

  static Usage usage(CompletionUsage usage) {
    return new Usage(usage.promptTokens(), usage.completionTokens(), false);
  }

  static Told told(Throwable thrown) {
    var exception = (OpenAIServiceException) thrown;
    var error = exception.body().convert(ErrorObject.class);
    return new Told(exception.statusCode(), error.code().orElseThrow(), error.message());
  }

  @Override
  public void close() {
    client.close();
  }
}
