package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_PROMPT;
import static dev.spate.http.ProblemType.UNSUPPORTED_TYPE;

import dev.spate.wire.PromptReader;
import dev.spate.wire.PromptReader.Request;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the bodies that start a stream: text, which is the prompt, or a JSON object.
final class Bodies {
  private final PromptReader prompts;

  Bodies(PromptReader prompts) {
    this.prompts = prompts;
  }

  /// @throws Problem if its type is not understood, or its bytes are no UTF-8
  Request read(ServerRequest request) throws IOException {
    var type = request.headers().contentType().map(HttpMediaType::mediaType).map(m -> m.text());
    return switch (type.orElse("text/plain")) {
      case "application/json" -> prompts.json(text(request));
      // what `curl -d` says of a body that it sends as it is
      case "text/plain", "application/x-www-form-urlencoded" -> prompts.text(text(request));
      default ->
          throw UNSUPPORTED_TYPE.because(
              "'%s' is not understood: send text/plain or application/json".formatted(type.get()));
    };
  }

  private static String text(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) return "";
    try (InputStream in = request.content().inputStream()) {
      var bytes = ByteBuffer.wrap(in.readAllBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw BAD_PROMPT.because("the body is not UTF-8");
    }
  }
}
