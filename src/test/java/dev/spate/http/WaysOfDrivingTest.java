package dev.spate.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.spate.TestGateway;
import dev.spate.system.OwnCertificate;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whether a reader who waits has a thread that drives it.
@Timeout(60)
class WaysOfDrivingTest {
  private static final String POST =
      "POST /v1/streams HTTP/1.1\nContent-Type: application/json\n\n"
          + "{\"model\":\"clock\",\"prompt\":\"Hi\",\"simulate\":{\"everyMs\":60000}}";

  @TempDir private Path folder;

  @Test
  void noThreadDrivesAReaderWhoIsPumped() throws Exception {
    try (var gateway = TestGateway.start("server.pump", "true");
        var _ = waiting(RawExchange.connected(gateway.port()))) {
      while (drivers() > 0) MILLISECONDS.sleep(10); // it has caught up, and ends
    }
  }

  @Test
  void oneThreadDrivesAReaderWhoIsNot() throws Exception {
    try (var gateway = TestGateway.start("server.pump", "false");
        var _ = waiting(RawExchange.connected(gateway.port()))) {
      for (int i = 0; i < 20; i++) assertThat(drivers()).isEqualTo(1); // nor does it end
    }
  }

  @Test
  void oneThreadDrivesAReaderOverTls() throws Exception {
    var certificate = new OwnCertificate(folder);
    var sockets = certificate.context().getSocketFactory();
    try (var gateway =
            TestGateway.start(
                "server.pump",
                "true",
                "server.tls.certificate",
                certificate.certificate().toString(),
                "server.tls.key",
                certificate.key().toString());
        var plain = RawExchange.connected(gateway.port());
        var _ = waiting(sockets.createSocket(plain, "localhost", gateway.port(), true))) {
      for (int i = 0; i < 20; i++) assertThat(drivers()).isEqualTo(1); // nor does it end
    }
  }

  /// For its first token, which comes in a minute.
  private static RawExchange waiting(Socket socket) throws Exception {
    var client = RawExchange.over(socket, POST);
    assertThat(client.status()).isEqualTo(200);
    client.await("started");
    return client;
  }

  private long drivers() throws Exception {
    var dump = folder.resolve(UUID.randomUUID() + ".txt");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
    try (var lines = Files.lines(dump)) {
      return lines.filter(line -> line.contains("\"driver\"")).count();
    }
  }
}
