package dev.spate.openai;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Usage;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// LangChain4j, by a client of its own.
class LangChain4jTest extends SdkContract {
  private final OpenAiStreamingChatModel client =
      OpenAiStreamingChatModel.builder()
          .baseUrl(gateway.uri("/v1").toString())
          .apiKey("any")
          .build();

  @Override
  Answer answer(String model, Consumer<String> texts) {
    var outcome = new Outcome(texts);
    client.chat(request(model), outcome);
    var response = outcome.first.join();
    var message = response.aiMessage();
    var usage = response.tokenUsage();
    return new Answer(
        requireNonNullElse(message.text(), ""),
        message.toolExecutionRequests().stream().map(LangChain4jTest::call).toList(),
        new Finished(
            reason(response.finishReason()),
            new Usage(usage.inputTokenCount(), usage.outputTokenCount(), false)));
  }

  @Override
  void leave(String model) {
    var handler =
        new Outcome(_ -> {}) {
          @Override
          public void onPartialResponse(PartialResponse text, PartialResponseContext context) {
            context.streamingHandle().cancel();
          }
        };
    client.chat(request(model), handler);
  }

  @Override
  Told told(Throwable thrown) {
    var error = requireNonNull(thrown.getCause());
    int status = error.getCause() instanceof HttpException http ? http.statusCode() : 200;
    try (var reader = Json.createReader(new StringReader(requireNonNull(error.getMessage())))) {
      var body = reader.readObject().getJsonObject("error");
      return new Told(status, body.getString("code"), body.getString("message"));
    }
  }

  /// It takes a call for whole once another has begun, and fails at the rest of its arguments.
  @Override
  @Test
  void keepsCallsApartWhoseArgumentsTakeTurns() {
    assertThatThrownBy(() -> answer("parallel", _ -> {}))
        .hasRootCauseMessage("name cannot be null or blank");
  }

  /// It completes even so, but with nothing that could be taken for an end.
  @Test
  void givesNoReasonAfterAnErrorInsideTheStream() {
    var completed = new CompletableFuture<ChatResponse>().orTimeout(60, SECONDS);
    var handler =
        new Outcome(_ -> {}) {
          @Override
          public void onCompleteResponse(ChatResponse response) {
            completed.complete(response);
          }
        };
    client.chat(request("breaking"), handler);

    assertThat(completed.join().finishReason()).isNull();
    assertThat(handler.first).isCompletedExceptionally();
  }

  /// Whichever comes first, an end or an error.
  private static class Outcome implements StreamingChatResponseHandler {
    final CompletableFuture<ChatResponse> first =
        new CompletableFuture<ChatResponse>().orTimeout(60, SECONDS);
    private final Consumer<String> texts;

    Outcome(Consumer<String> texts) {
      this.texts = texts;
    }

    @Override
    public void onPartialResponse(String text) {
      texts.accept(text);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      first.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      first.completeExceptionally(error);
    }
  }

  private static ChatRequest request(String model) {
    return ChatRequest.builder().modelName(model).messages(UserMessage.from("?")).build();
  }

  private static Call call(ToolExecutionRequest call) {
    return new Call(call.id(), call.name(), call.arguments());
  }

  private static Reason reason(FinishReason reason) {
    return reason == FinishReason.TOOL_EXECUTION
        ? Reason.TOOL_CALLS
        : Reason.valueOf(reason.name());
  }
}
