package dev.spate;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import dev.spate.http.Deadlines;
import dev.spate.http.Problems;
import dev.spate.http.Pump;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.spi.ServerFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;

/// The address that the gateway listens on, for many connections that last.
///
/// @param connections at most so many at once: below the descriptor limit, since an `accept` that
///   finds no descriptor would end Helidon's listener for good
/// @param idle how long one is kept between two requests
record Listener(
    InetAddress address, String host, int port, Optional<Tls> tls, int connections, Duration idle) {
  private static final int MOST_CONNECTIONS = 20_000;
  private static final int LEAST_CONNECTIONS = 100;
  private static final int OTHER_DESCRIPTORS = 200; // jars, selectors, what generators open
  private static final int BACKLOG = 4_096; // all clients come back at once after a cut
  private static final Duration LAST_WRITES = Duration.ofSeconds(5); // when it is stopped
  private static final int WRITE_BUFFER_BYTES = 256; // for who writes a little at a time: /events
  private static final int SEND_BUFFER_BYTES = 16 * 1024; // what a reader that stalls may pin

  /// What the configuration says under `server:`.
  ///
  /// @throws BadSetting if the host is unknown, or there are too few descriptors
  static Listener from(Settings server) {
    var host = server.text("host", "localhost");
    int port = (int) server.number("port", 8_000, 0, 65_535);
    long connections = server.number("max-connections", 0, 0, 1_000_000);
    var tls = ServerTls.from(server.child("tls"), Deadlines.Limits.from(server).header());
    var idle = server.duration("idle", ofSeconds(60), ofMillis(100), ofHours(1));
    try {
      var address = InetAddress.getByName(host);
      return new Listener(address, host, port, tls, connections(connections), idle);
    } catch (IOException e) {
      throw server.bad("host", "must be an address of this machine");
    }
  }

  /// Listens from now on.
  ///
  /// @throws BadSetting if the address is taken, or can't be listened on
  WebServer start(
      HttpRouting.Builder routing,
      Problems problems,
      Deadlines deadlines,
      Optional<Pump> pump,
      ServerFeature... features) {
    var builder =
        WebServer.builder()
            .host(host)
            .port(port)
            .maxTcpConnections(connections)
            .backlog(BACKLOG)
            .useNio(false) // less heap for each connection, as fast
            .writeBufferSize(WRITE_BUFFER_BYTES)
            .connectionOptions(o -> o.tcpNoDelay(true).socketSendBufferSize(SEND_BUFFER_BYTES))
            .protocolsDiscoverServices(false)
            .addConnectionSelector(deadlines.http(pump))
            .idleConnectionTimeout(idle)
            .idleConnectionPeriod(idle.dividedBy(4))
            .shutdownHook(false) // ours stops the streams first
            .shutdownGracePeriod(LAST_WRITES)
            .directHandlers(problems.beforeRouting())
            .featuresDiscoverServices(false)
            .routing(routing);
    tls.ifPresent(builder::tls);
    for (var feature : features) builder.addFeature(feature);
    var server = builder.build().start(); // which only logs when it fails
    if (server.port() > 0) return server;
    throw new BadSetting(
        "can't listen on %s:%d: %s; choose another with SPATE_SERVER_PORT or SPATE_SERVER_HOST"
            .formatted(host, port, reason()));
  }

  private static int connections(long wanted) {
    long least = Math.max(wanted, LEAST_CONNECTIONS);
    if (descriptors() - OTHER_DESCRIPTORS < least) {
      throw new BadSetting(
          "%d connections need %d file descriptors, and the limit is %d: raise it with ulimit -n"
              .formatted(least, least + OTHER_DESCRIPTORS, descriptors()));
    }
    if (wanted > 0) return (int) wanted;
    return (int) Math.min(descriptors() - OTHER_DESCRIPTORS, MOST_CONNECTIONS);
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private String reason() {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return "it was taken a moment ago";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
