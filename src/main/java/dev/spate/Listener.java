package dev.spate;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import dev.spate.http.OriginGuard;
import dev.spate.http.Problems;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Helidon's web server, set up for many connections that last.
final class Listener {
  private static final int MOST_CONNECTIONS = 20_000;
  private static final int LEAST_CONNECTIONS = 100;
  private static final int OTHER_DESCRIPTORS = 200; // jars, selectors, what generators open
  private static final int BACKLOG = 4_096; // all clients come back at once after a cut
  private static final int SEND_BUFFER_BYTES = 16 * 1024; // what a reader that stalls may pin

  private Listener() {}

  /// @throws BadSetting if `server:` doesn't let it listen
  static WebServerConfig.Builder of(Settings server) {
    return WebServer.builder()
        .host(server.text("host", "localhost"))
        .port((int) server.number("port", 8_000, 0, 65_535))
        .maxTcpConnections(connections(server))
        .backlog(BACKLOG)
        .useNio(false) // 27 % less heap for each stream, as fast
        .connectionOptions(o -> o.tcpNoDelay(true).socketSendBufferSize(SEND_BUFFER_BYTES))
        .shutdownHook(false) // ours stops the streams first
        .directHandlers(Problems.beforeRouting())
        .featuresDiscoverServices(false)
        .addFeature(ObserveFeature.just(HealthObserver.builder().details(true).build()));
  }

  /// @throws BadSetting if the address can't be listened on
  static WebServer start(WebServerConfig.Builder listener) {
    var server = listener.build().start(); // which only logs when it fails
    if (server.port() > 0) return server;
    var address = server.prototype();
    throw new BadSetting(
        "can't listen on %s:%d: %s; choose another with server.port or SPATE_SERVER_PORT"
            .formatted(address.host(), address.port(), reason(address.host(), address.port())));
  }

  static OriginGuard originGuard(Settings server) {
    return new OriginGuard(isLoopback(server), server.list("hosts"), server.list("origins"));
  }

  private static boolean isLoopback(Settings server) {
    try {
      return InetAddress.getByName(server.text("host", "localhost")).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw server.bad("host", "must be an address of this machine");
    }
  }

  /// Below the descriptor limit: an `accept` that finds no descriptor would end the listener.
  private static int connections(Settings server) {
    long most = descriptors() - OTHER_DESCRIPTORS;
    long wanted = server.number("max-connections", 0, 0, 1_000_000);
    if (most < Math.max(wanted, LEAST_CONNECTIONS)) {
      throw new BadSetting(
          "%d connections need %d file descriptors, and the limit is %d: raise it with ulimit -n"
              .formatted(
                  Math.max(wanted, LEAST_CONNECTIONS),
                  Math.max(wanted, LEAST_CONNECTIONS) + OTHER_DESCRIPTORS,
                  descriptors()));
    }
    return (int) (wanted == 0 ? Math.min(most, MOST_CONNECTIONS) : wanted);
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static String reason(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return "it was taken a moment ago";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
