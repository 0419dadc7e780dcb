package dev.spate.openai;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Speaks HTTP/1.1 with one upstream. Whoever sends and reads blocks in the socket itself, so that
/// a token wakes one thread, and an interrupt of a virtual thread closes the connection at once.
/// Idle connections are kept for the next calls; how many are at work has no limit here, and none
/// queues.
final class UpstreamClient implements AutoCloseable {
  private static final Timeout IDLE = Timeout.ofSeconds(30);

  /// The largest that is read. The parser is core's own, since the client's passes over any lines
  /// before a head, for as long as some come.
  private static final Http1Config HEAD =
      Http1Config.custom().setMaxLineLength(64 << 10).setMaxHeaderCount(1_000).build();

  private final Endpoint endpoint;
  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("upstream timer").factory(),
          new ThreadPoolExecutor.DiscardPolicy()); // when it is closed, so are all connections

  /// @param connect how long it may take to be connected, and again until TLS is agreed on
  UpstreamClient(Endpoint endpoint, SSLContext trusted, Duration connect) {
    this.endpoint = endpoint;
    this.connections = connections(trusted, Timeout.of(connect));
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.DISABLED).build())
            .setUserAgent("spate")
            .disableRedirectHandling() // a key goes to its own host only
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
    timer.setRemoveOnCancelPolicy(true);
    var _ = timer.scheduleWithFixedDelay(() -> connections.closeIdle(IDLE), 10, 10, SECONDS);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /// To be sent by the caller: `post("/chat/completions", "{…}")`.
  UpstreamCall post(String path, String json) {
    var request = request("POST", path);
    request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    request.setHeader("Accept", "text/event-stream, application/json");
    return new UpstreamCall(this, request);
  }

  /// To be sent by the caller: `get("/models")`.
  UpstreamCall get(String path) {
    return new UpstreamCall(this, request("GET", path));
  }

  /// Waits for the head of the reply. A connection that has served before may be closed by its
  /// server at any moment, also while it is asked: that is no failure, and another one is asked.
  ClassicHttpResponse execute(HttpUriRequestBase request) throws IOException {
    while (true) {
      var context = HttpClientContext.create();
      try {
        return http.executeOpen(null, request, context);
      } catch (NoHttpResponseException | SocketException e) {
        if (Thread.currentThread().isInterrupted() || !hasServedBefore(context)) throw e;
      }
    }
  }

  CallTimeout timeout(Duration time, Runnable abort) {
    return new CallTimeout(timer, time, abort);
  }

  /// How many connections are at work.
  int leased() {
    return connections.getTotalStats().getLeased();
  }

  /// Closes all connections, those at work too.
  @Override
  public void close() {
    timer.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }

  private HttpUriRequestBase request(String method, String path) {
    var request = new HttpUriRequestBase(method, endpoint.uri(path));
    endpoint.headers().forEach(request::setHeader);
    return request;
  }

  /// Its connection, if it came to one.
  private static boolean hasServedBefore(HttpClientContext context) {
    var connection = context.getEndpointDetails();
    return connection != null && connection.getResponseCount() > 0;
  }

  private static PoolingHttpClientConnectionManager connections(
      SSLContext trusted, Timeout connect) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnPerRoute(Integer.MAX_VALUE)
        .setMaxConnTotal(Integer.MAX_VALUE)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(HEAD)
                .responseParserFactory(new DefaultHttpResponseParserFactory(HEAD))
                .build())
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trusted))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.DISABLED) // the stream's own timers count payload
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // before each use
                .setIdleTimeout(IDLE)
                .build())
        .build();
  }
}
