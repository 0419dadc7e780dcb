package dev.spate.client;

import dev.spate.GatewayProcess;
import dev.spate.http.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A gateway in a process of its own, and a relay before it that stays when the gateway goes.
final class Scene implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Path configuration;
  private final Relay relay;
  private GatewayProcess gateway; // guarded by this
  private int port; // guarded by this

  /// Returns when both can be asked.
  ///
  /// @param configuration the gateway's file
  /// @throws IOException if it doesn't start, and what it says
  Scene(Path configuration) throws IOException {
    this.configuration = configuration;
    this.gateway = run();
    this.port = port(gateway);
    this.relay = Relay.to(port);
  }

  Relay relay() {
    return relay;
  }

  /// The gateway's own port, without the relay.
  synchronized int port() {
    return port;
  }

  /// Ends the gateway as a power cut does.
  synchronized void kill() throws InterruptedException {
    gateway.close();
    gateway.exitCode();
  }

  /// Ends the gateway as its operator does.
  synchronized void stop() throws InterruptedException {
    gateway.handle().destroy();
    gateway.exitCode();
  }

  /// Starts the gateway again, on another port, and leads the relay there.
  synchronized void start() throws IOException, InterruptedException {
    kill();
    gateway = run();
    port = port(gateway);
    relay.leadTo(port);
  }

  @Override
  public synchronized void close() throws IOException {
    gateway.close();
    relay.close();
  }

  private GatewayProcess run() throws IOException {
    var command = GatewayProcess.command("-Dserver.port=0", "-Dserver.exit-with-parent=true");
    command.command().addAll(List.of("--config", configuration.toString()));
    return GatewayProcess.start(command, LONGEST);
  }

  private static int port(GatewayProcess gateway) throws IOException {
    try {
      return gateway.port();
    } catch (IOException e) {
      gateway.close();
      throw e;
    }
  }
}
