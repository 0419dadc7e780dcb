package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.BadSetting;
import dev.spate.generation.Generator;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.system.OwnCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A gateway that speaks TLS itself. Its replies have a thread each, and are the same.
@Timeout(60)
class HttpsTest {
  private static final String ENDLESS = "{\"model\":\"endless\",\"prompt\":\"Hi\"}";

  @TempDir private Path folder;

  private final Semaphore wanted = new Semaphore(0); // pieces
  private OwnCertificate certificate;
  private SSLContext context;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    certificate = new OwnCertificate(folder);
    context = certificate.context();
    gateway =
        TestGateway.start(
            Map.of("asked", asked(), "endless", HttpsTest::sayMuch),
            "default-model",
            "asked",
            "server.tls.certificate",
            certificate.certificate().toString(),
            "server.tls.key",
            certificate.key().toString(),
            "server.header-deadline",
            "500ms",
            "server.write-deadline",
            "500ms");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void sendsEachTokenAsItComes() throws Exception {
    try (var client = post()) {
      for (int i = 1; i <= 5; i++) {
        wanted.release();
        client.await("\"" + i + "\"");
      }
      wanted.release();
      assertThat(client.body().whole()).isTrue();

      client.next("GET /v1/models HTTP/1.1\n\n");
      assertThat(client.body().text()).contains("\"asked\"");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noticesWithinASecondThatAClientLeaves(boolean killed) throws Exception {
    var client = post();
    wanted.release();
    client.await("\"1\"");
    var stream = client.header("Spate-Stream");
    assertThat(snapshot(stream)).contains("\"readers\":1");
    long start = System.nanoTime();

    if (killed) client.kill();
    else client.close();

    while (!snapshot(stream).contains("\"readers\":0")) Thread.onSpinWait();
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(1);
  }

  @Test
  void keepsNoDescriptorOfAConnectionThatIsOver() throws Exception {
    snapshot("none");
    long before = descriptors();

    for (int i = 0; i < 200; i++) snapshot("none");

    while (descriptors() > before + 50) Thread.sleep(10);
  }

  /// Though a write for it goes on, which holds a lock that closing needs.
  @Test
  void cutsAClientThatTakesNothingAnyMore() throws Exception {
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(1_024);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
      var client =
          RawExchange.over(
              secured(socket),
              "POST /v1/streams HTTP/1.1\nContent-Type: application/json\n\n" + ENDLESS);
      var stream = client.header("Spate-Stream");

      while (!snapshot(stream).contains("\"readers\":0")) Thread.sleep(10);

      assertThat(snapshot(stream)).contains("\"state\":\"live\"");
    }
  }

  @Test
  void cutsAClientThatNeverShakesHandsOrAsks() throws Exception {
    try (var silent = RawExchange.connected(gateway.port())) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
    try (var shaken = secured(RawExchange.connected(gateway.port()))) {
      shaken.startHandshake();
      shaken.getInputStream().readAllBytes(); // perhaps a 408, whichever comes first
    }
  }

  @Test
  void namesAFileThatHasNotWhatItMustHave() throws Exception {
    var pem = certificate.certificate().toString();
    var empty = Files.createFile(folder.resolve("empty.pem")).toString();

    assertRefused("server.tls.certificate is 'none.pem'", "none.pem", pem);
    assertRefused("server.tls.certificate is '" + empty + "'", empty, pem);
    assertRefused("server.tls.key is '" + pem + "'", pem, pem);
    assertRefused("server.tls.key is ''", pem, "");
    assertRefused("server.tls.certificate is ''", "", pem);
    var other = new OwnCertificate(Files.createDirectory(folder.resolve("other")));
    assertRefused("server.tls.key is '" + other.key() + "'", pem, other.key().toString());
  }

  private static void assertRefused(String message, String certificate, String key) {
    assertThatThrownBy(
            () -> TestGateway.start("server.tls.certificate", certificate, "server.tls.key", key))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith(message);
  }

  private RawExchange post() throws IOException {
    return over("POST /v1/streams HTTP/1.1\nContent-Type: text/plain\n\nHi");
  }

  private String snapshot(String stream) throws IOException {
    var request = "GET /v1/streams/" + stream + " HTTP/1.1\nAccept: application/json\n\n";
    try (var got = over(request)) {
      return got.body().text();
    }
  }

  private RawExchange over(String request) throws IOException {
    return RawExchange.over(secured(RawExchange.connected(gateway.port())), request);
  }

  private SSLSocket secured(Socket socket) throws IOException {
    return (SSLSocket)
        context.getSocketFactory().createSocket(socket, "localhost", gateway.port(), true);
  }

  private static long descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  private static Finished sayMuch(Prompt prompt, Output output) throws InterruptedException {
    while (true) {
      output.write(new Text("x".repeat(16_384)));
      Thread.sleep(20);
    }
  }

  /// Says a number whenever one is wanted, five in all.
  private Generator asked() {
    return (_, output) -> {
      for (int i = 1; i <= 5; i++) {
        wanted.acquire();
        output.write(new Text(Integer.toString(i)));
      }
      wanted.acquire();
      return new Finished(STOP, new Usage(1, 5, false));
    };
  }
}
