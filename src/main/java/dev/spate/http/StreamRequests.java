package dev.spate.http;

import dev.spate.generation.Caller;
import dev.spate.generation.Lifetime;
import dev.spate.generation.StreamRequest;
import dev.spate.stream.IdempotencyKey;
import dev.spate.wire.BodyDigest;
import dev.spate.wire.PromptRequest;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a POST asks for: a prompt in its body, and in its headers how long the stream lives,
/// and by which key the request may be repeated.
///
/// @param unread what becomes of a stream that nobody reads, where the request doesn't say
public record StreamRequests(Bodies bodies, Lifetime unread) {
  private static final HeaderName LIFETIME = HeaderNames.create("Spate-Lifetime");
  private static final HeaderName KEY = HeaderNames.create("Idempotency-Key");
  private static final Pattern KEY_FORM = Pattern.compile("[ -~]{1,255}");

  /// @throws Problem if something in it can't be used
  StreamRequest read(Caller caller, ServerRequest request) throws IOException {
    var asked = bodies.read(request);
    return read(caller, request, asked, asked.lifetime().orElse(unread));
  }

  /// What `asked` and the headers say, where a dialect has read the body. Its clients cancel by
  /// leaving, unless they say otherwise, or that they may send it again.
  ///
  /// @throws Problem if something in the headers can't be used
  public StreamRequest read(Caller caller, ServerRequest request, PromptRequest asked) {
    var otherwise = request.headers().contains(KEY) ? unread : Lifetime.ATTACHED;
    return read(caller, request, asked, otherwise);
  }

  private static StreamRequest read(
      Caller caller, ServerRequest request, PromptRequest asked, Lifetime otherwise) {
    var key = key(request);
    return new StreamRequest(
        caller,
        asked.prompt(),
        asked.json(),
        asked.bounds(),
        lifetime(request).orElse(otherwise),
        key.map(value -> new IdempotencyKey(caller.name(), value, BodyDigest.of(asked.json()))));
  }

  private static Optional<Lifetime> lifetime(ServerRequest request) {
    return request
        .headers()
        .first(LIFETIME)
        .map(text ->
            Lifetime.parse(text)
                .orElseThrow(() ->
                    Problem.parameter(LIFETIME.defaultCase(), text, "must be " + Lifetime.FORM)));
  }

  /// The draft has it in quotes, and most who send it haven't.
  private static Optional<String> key(ServerRequest request) {
    return request
        .headers()
        .first(KEY)
        .map(text -> text.replaceFirst("^\"(.*)\"$", "$1"))
        .map(key -> {
          if (KEY_FORM.matcher(key).matches()) return key;
          throw Problem.parameter(
              KEY.defaultCase(), key, "must have from 1 to 255 printable ASCII characters");
        });
  }
}
