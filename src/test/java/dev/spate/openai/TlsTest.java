package dev.spate.openai;

import static dev.spate.openai.ScriptedUpstream.says;
import static dev.spate.openai.ScriptedUpstream.saysForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.generation.Message;
import dev.spate.generation.Models;
import dev.spate.generation.Prompt;
import dev.spate.openai.ScriptedUpstream.Reply;
import dev.spate.simulation.GivenSettings;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.system.OwnCertificate;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An upstream that speaks TLS, with a certificate for `localhost` that it has signed itself.
@Timeout(60)
class TlsTest {
  private static final Prompt PROMPT =
      new Prompt("m", List.of(new Message("user", "Hi", "{\"role\":\"user\"}")), Map.of());

  @TempDir private Path folder;

  private OwnCertificate certificate;
  private String ca;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void makeCertificate() throws Exception {
    certificate = new OwnCertificate(folder);
    ca = certificate.certificate().toString();
  }

  @AfterEach
  void close() throws Exception {
    for (var its : opened.reversed()) its.close();
  }

  @Test
  void answersWhereItsCertificateIsTrusted() throws Exception {
    var said = new ArrayList<Piece>();

    generator(says("Hi"), "localhost", "ca-file", ca).generate(PROMPT, said::add);

    assertThat(said).containsExactly(new Text("Hi"));
  }

  @Test
  void isNotTrustedOtherwiseNorUnderAnotherName() throws Exception {
    for (var generator :
        List.of(
            generator(says("Hi"), "localhost"),
            generator(says("Hi"), "127.0.0.1", "ca-file", ca))) {
      var failed =
          catchThrowableOfType(GenerationFailed.class, () -> generator.generate(PROMPT, _ -> {}));

      assertThat(failed.failure())
          .isEqualTo(
              UpstreamFailures.invalid(
                  "a certificate that isn't trusted for its host: see ca-file and base-url"));
    }
  }

  @Test
  void closesTheConnectionAtOnceWhenItIsCancelled() throws Exception {
    var begun = new CountDownLatch(1);
    var generator = generator(saysForEver("a"), "localhost", "ca-file", ca);
    var upstream = (ScriptedUpstream) opened.getFirst();
    var thread =
        Thread.startVirtualThread(() -> {
          try {
            generator.generate(PROMPT, _ -> begun.countDown());
          } catch (InterruptedException _) {
            // as it should be
          }
        });
    begun.await();
    var asked = upstream.asked();

    thread.interrupt();

    assertThat(asked.isHungUp()).isTrue();
    thread.join();
  }

  private Generator generator(Reply reply, String host, String... settings) throws Exception {
    var listener =
        certificate
            .context()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var upstream = new ScriptedUpstream(listener, reply);
    opened.add(upstream);
    var all = new ArrayList<>(List.of("retries", "0", "base-url"));
    all.add("https://" + host + ":" + upstream.port());
    all.addAll(List.of(settings));
    Models models = new OpenAiProvider().open("m", GivenSettings.of(all.toArray(String[]::new)));
    opened.add(models);
    return models.find("m").orElseThrow();
  }
}
