package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_PROMPT;
import static dev.spate.http.ProblemType.BODY_TOO_LARGE;
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
public final class Bodies {
  private final PromptReader prompts;
  private final int mostBytes;

  public Bodies(PromptReader prompts, int mostBytes) {
    this.prompts = prompts;
    this.mostBytes = mostBytes;
  }

  /// @throws Problem if its type is not understood, it is too large, or no UTF-8
  Request read(ServerRequest request) throws IOException {
    var type = request.headers().contentType().map(HttpMediaType::mediaType).map(m -> m.text());
    return switch (type.orElse("text/plain")) {
      case "application/json" -> prompts.json(text(request));
      case "text/plain" -> prompts.text(text(request));
      case "application/x-www-form-urlencoded" -> prompts.form(text(request));
      default ->
          throw UNSUPPORTED_TYPE.because(
              "'%s' is not understood: send text/plain or application/json".formatted(type.get()));
    };
  }

  private String text(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) return "";
    if (request.headers().contentLength().orElse(0) > mostBytes) throw tooLarge();
    try (InputStream in = request.content().inputStream()) {
      var bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) throw tooLarge();
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw BAD_PROMPT.because("the body is not UTF-8");
    }
  }

  /// Thrown by us rather than by Helidon, which would reset the connection of a client that is
  /// still sending, so that it never saw why.
  private Problem tooLarge() {
    return BODY_TOO_LARGE.because(
        "the body has more than the %d bytes that server.max-body allows".formatted(mostBytes));
  }
}
