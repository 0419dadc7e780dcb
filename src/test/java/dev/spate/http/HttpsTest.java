package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.BadSetting;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.system.OwnCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
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
            Map.of("asked", asked()),
            "default-model",
            "asked",
            "server.tls.certificate",
            certificate.certificate().toString(),
            "server.tls.key",
            certificate.key().toString());
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
  void namesAFileThatHasNotWhatItMustHave() throws Exception {
    var pem = certificate.certificate().toString();
    var empty = Files.createFile(folder.resolve("empty.pem")).toString();

    assertRefused("server.tls.certificate is 'none.pem'", "none.pem", pem);
    assertRefused("server.tls.certificate is '" + empty + "'", empty, pem);
    assertRefused("server.tls.key is '" + pem + "'", pem, pem);
    assertRefused("server.tls.key is ''", pem, "");
    assertRefused("server.tls.certificate is ''", "", pem);
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
    var socket = RawExchange.connected(gateway.port());
    return RawExchange.over(
        context.getSocketFactory().createSocket(socket, "localhost", gateway.port(), true),
        request);
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
