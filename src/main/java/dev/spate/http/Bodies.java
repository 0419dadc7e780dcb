package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_PROMPT;
import static dev.spate.http.ProblemType.BAD_REQUEST;
import static dev.spate.http.ProblemType.BODY_TOO_LARGE;
import static dev.spate.http.ProblemType.UNSUPPORTED_TYPE;

import dev.spate.wire.PromptReader;
import dev.spate.wire.PromptRequest;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Reads the bodies that start a stream: text, which is the prompt, or a JSON object.
public final class Bodies {
  private final PromptReader prompts;
  private final int mostBytes;
  private final Room room;
  private final Room chunks;

  /// @param mostBytes how large one may be
  /// @param mostInFlight how many bytes all may have that are being read; one always may
  public Bodies(PromptReader prompts, int mostBytes, long mostInFlight) {
    this.prompts = prompts;
    this.mostBytes = mostBytes;
    this.room = new Room(Math.max(mostInFlight, mostBytes));
    this.chunks = new Room(Math.max(mostInFlight, mostBytes));
  }

  /// For the chunks of one connection.
  Gathered gathered() {
    return new Gathered(chunks, mostBytes);
  }

  /// @throws Problem if its type is not understood, it is too large, or no UTF-8
  PromptRequest read(ServerRequest request) throws IOException {
    return switch (kind(request)) {
      case JSON -> prompts.json(text(request));
      case TEXT, UNSAID -> prompts.text(text(request));
      case FORM -> prompts.form(text(request));
    };
  }

  /// A JSON object, and how it came.
  public record JsonBody(String text, JsonObject object) {}

  /// Reads a JSON object like `example`, for a dialect that has no other bodies: it need not say
  /// its type.
  ///
  /// @throws Problem if its type is another, it is too large, no UTF-8, or no JSON object
  public JsonBody json(ServerRequest request, String example) throws IOException {
    var _ = kind(request); // curl says that it is a form
    var text = text(request);
    return new JsonBody(text, prompts.object(text, example));
  }

  /// What a body is, as its type says.
  private enum Kind {
    JSON,
    TEXT,
    FORM,
    UNSAID
  }

  private static Kind kind(ServerRequest request) {
    request.headers().first(HeaderNames.CONTENT_ENCODING).ifPresent(Bodies::checkEncoding);
    var type = type(request);
    var charset = type.flatMap(HttpMediaType::charset).orElse("utf-8");
    if (!charset.equalsIgnoreCase("utf-8")) {
      throw UNSUPPORTED_TYPE.because("'%s' is not understood: send UTF-8".formatted(charset));
    }
    var name = type.map(t -> t.mediaType().text().toLowerCase(Locale.ROOT)).orElse("");
    return switch (name) {
      case "application/json" -> Kind.JSON;
      case "text/plain" -> Kind.TEXT;
      case "application/x-www-form-urlencoded" -> Kind.FORM;
      case "" -> Kind.UNSAID;
      default ->
          throw UNSUPPORTED_TYPE.because(
              "'%s' is not understood: send text/plain or application/json".formatted(name));
    };
  }

  private static void checkEncoding(String encoding) {
    if (encoding.equalsIgnoreCase("identity")) return;
    throw encoded(encoding);
  }

  static Problem encoded(String encoding) {
    return UNSUPPORTED_TYPE.because(
        "'Content-Encoding' is '%s': send the body as it is".formatted(Problem.shown(encoding)));
  }

  private static Optional<HttpMediaType> type(ServerRequest request) {
    try {
      return request.headers().contentType();
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException e) { // Helidon's, for a lone quote
      throw UNSUPPORTED_TYPE.because("the type of the body is malformed: send text/plain");
    }
  }

  private String text(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) return "";
    if (request.headers().contentLength().orElse(0) > mostBytes) throw tooLarge(mostBytes);
    try {
      var bytes = bytes(request.content().inputStream()); // to close it would read on
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw BAD_PROMPT.because("the body is not UTF-8");
    } catch (InsufficientDataAvailableException e) {
      throw BAD_REQUEST.because("the body broke off");
    } catch (NumberFormatException | RequestException e) { // Helidon's
      throw BAD_REQUEST.because(
          "the body's chunks are malformed: send each after its length, and no trailers");
    }
  }

  /// Takes room for each part before it is read, since clients may be slow, and many.
  private byte[] bytes(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int taken = 0;
    try {
      while (true) {
        room.take(1);
        taken++;
        var part = in.readNBytes(Room.PART_BYTES);
        bytes.writeBytes(part);
        if (bytes.size() > mostBytes) throw tooLarge(mostBytes);
        if (part.length < Room.PART_BYTES) return bytes.toByteArray();
      }
    } finally {
      room.give(taken);
    }
  }

  /// Thrown by us rather than by Helidon, which would reset the connection of a client that is
  /// still sending, so that it never saw why.
  static Problem tooLarge(int mostBytes) {
    return BODY_TOO_LARGE.because(
        "the body has more than the %d bytes that server.max-body allows".formatted(mostBytes));
  }
}
