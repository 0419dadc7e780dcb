package dev.spate.http;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.function.BiConsumer;

/// Shows a [Connection] to whoever asks for a sink of its type. Helidon finds it by
/// `ServiceLoader`.
public final class ConnectionProvider implements SinkProvider<byte[]> {
  @Override
  public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
    return type.equals(Connection.TYPE);
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // Helidon's signature
  public <X extends Sink<byte[]>> X create(SinkProviderContext context) {
    throw new Connection.Shown(context);
  }

  @Override
  @Deprecated
  @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"}) // Helidon's signature
  public <X extends Sink<byte[]>> X create(
      ServerResponse response, BiConsumer<Object, MediaType> consumer, Runnable onClose) {
    throw new UnsupportedOperationException();
  }
}
