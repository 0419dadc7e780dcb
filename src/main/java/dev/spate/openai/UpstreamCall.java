package dev.spate.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// One request to an upstream, and its reply as it comes. One thread sends, reads and closes it;
/// any other may interrupt that one: the connection is closed at once.
final class UpstreamCall implements AutoCloseable {
  private static final Duration LAST_BYTES = Duration.ofSeconds(1);

  private final UpstreamClient client;
  private final HttpUriRequestBase request;
  private @Nullable ClassicHttpResponse reply; // once it is there
  private boolean isReleased;

  UpstreamCall(UpstreamClient client, HttpUriRequestBase request) {
    this.client = client;
    this.request = request;
  }

  /// Waits for the head of the reply, and returns its status.
  int send() throws IOException {
    reply = client.execute(request);
    return reply.getCode();
  }

  /// A header of the reply.
  Optional<String> header(String name) {
    return Optional.ofNullable(reply)
        .flatMap(its -> Optional.ofNullable(its.getFirstHeader(name)))
        .flatMap(header -> Optional.ofNullable(header.getValue()));
  }

  /// The body of the reply, perhaps empty.
  InputStream body() throws IOException {
    return reply == null || reply.getEntity() == null
        ? InputStream.nullInputStream()
        : reply.getEntity().getContent();
  }

  /// When `time` is over, the connection is closed, and whoever reads has an `IOException`.
  CallTimeout within(Duration time) {
    return client.timeout(time, request::abort);
  }

  /// Its answer has ended. So will its body, and if it does within a second, the connection serves
  /// the next call; nobody waits for that.
  void release() {
    isReleased = true;
    Thread.startVirtualThread(() -> {
      try (var _ = within(LAST_BYTES);
          var _ = reply) {
        body().transferTo(OutputStream.nullOutputStream());
      } catch (IOException | IllegalStateException _) {
        // it goes on, or broke, or the pool is closed
      }
    });
  }

  @Override
  public void close() {
    if (isReleased) return;
    request.abort(); // first, since whoever closes a body reads it to its end
    try {
      if (reply != null) reply.close();
    } catch (IOException _) {
      // since it was aborted
    }
  }
}
