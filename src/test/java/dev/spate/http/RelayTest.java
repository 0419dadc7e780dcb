package dev.spate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {
  private static final Pattern READERS = Pattern.compile("\"readers\":(\\d+)");
  private static final int SILENT_MILLIS = 300;

  private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
  private final TestGateway gateway = TestGateway.start(Map.of("dictated", dictated()));
  private final Relay relay = openRelay();

  @AfterEach
  void stop() throws IOException {
    relay.close();
    gateway.close();
  }

  @Test
  void cutsWhatIsOpenAndNothingElse() throws IOException {
    var stream = ask("dictated");
    say(stream, "one");

    relay.cut();

    assertReset(stream);
    assertThat(relay.cuts()).isEqualTo(1);
    try (var next = RawExchange.get(relay.port(), "/v1/models")) {
      assertThat(next.status()).isEqualTo(200);
    }
  }

  @Test
  void passesNoByteToTheClientWhileItHolds() throws IOException {
    var stream = ask("dictated");
    say(stream, "one");

    relay.hold();
    words.add("two");

    assertSilent(stream);
    assertThat(readers(stream)).isEqualTo(1); // who leaves isn't noticed either
    stream.close();
    assertThat(readers(stream)).isEqualTo(1);
  }

  @Test
  void passesNoByteToTheGatewayWhileItHolds() throws IOException {
    relay.hold();
    var head = "POST /v1/streams HTTP/1.1\nContent-Length: 2";
    try (var held = RawExchange.unanswered(relay.port(), head, "Hi")) {
      assertSilent(held);
      assertThat(streams()).isEqualTo("{\"streams\":[]}");

      relay.pass();

      assertReset(held);
      try (var next = RawExchange.get(relay.port(), "/v1/streams")) {
        assertThat(next.body().text()).isEqualTo("{\"streams\":[]}"); // it never arrives
      }
    }
  }

  @Test
  void passesARequestOfAnOpenConnectionNeitherWhileItHoldsNorLater() throws IOException {
    try (var kept = RawExchange.get(relay.port(), "/v1/streams")) {
      assertThat(kept.body().whole()).isTrue();
      relay.hold();
      var bytes = "POST /v1/streams HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nHi";
      kept.socket().getOutputStream().write(bytes.getBytes(US_ASCII));
      assertSilent(kept);

      relay.pass();

      assertReset(kept);
      assertThat(streams()).isEqualTo("{\"streams\":[]}");
    }
  }

  @Test
  void cutsWhatItHeldWhenItPassesAgain() throws IOException {
    var stream = ask("dictated");
    say(stream, "one");
    relay.hold();
    words.add("two");
    assertSilent(stream);

    relay.pass();

    assertReset(stream);
    try (var resumed = RawExchange.get(relay.port(), path(stream) + "?after=2")) {
      resumed.await("two");
    }
  }

  @Test
  void keepsItToItselfThatTheGatewayIsGoneWhileItHolds() throws IOException {
    var stream = ask("dictated");
    say(stream, "one");
    relay.hold();

    gateway.close();

    assertSilent(stream);
    relay.pass();
    assertReset(stream);
  }

  @Test
  void cutsAllAndResetsWhoeverComesWhileItRefuses() throws IOException {
    var stream = ask("dictated");
    say(stream, "one");

    relay.refuse();

    assertReset(stream);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> RawExchange.get(relay.port(), "/v1/models"))
          .isInstanceOf(IOException.class);
    }
    relay.pass();
    try (var next = RawExchange.get(relay.port(), "/v1/models")) {
      assertThat(next.status()).isEqualTo(200);
    }
  }

  @Test
  void refusesAlsoWhatItHeld() throws IOException {
    relay.hold();
    try (var held = RawExchange.unanswered(relay.port(), "GET /v1/models HTTP/1.1", "")) {
      assertSilent(held);

      relay.refuse();

      assertReset(held);
    }
  }

  @Test
  void leadsToAnotherGatewayWhenToldTo() throws IOException {
    try (var other = TestGateway.start("default-model", "clock")) {
      gateway.close();
      assertThatThrownBy(() -> RawExchange.get(relay.port(), "/v1/models"))
          .isInstanceOf(IOException.class);

      relay.leadTo(other.port());

      try (var model = RawExchange.get(relay.port(), "/v1/models/clock")) {
        assertThat(model.body().text()).contains("\"default\":true");
      }
    }
  }

  private Relay openRelay() {
    try {
      return Relay.to(gateway.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says the words of the test, one by one.
  private Generator dictated() {
    return (_, output) -> {
      while (true) output.write(new Text(words.take()));
    };
  }

  private RawExchange ask(String model) throws IOException {
    var prompt = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    return RawExchange.post(relay.port(), "/v1/streams", prompt, "Content-Type: application/json");
  }

  private void say(RawExchange stream, String word) throws IOException {
    words.add(word);
    stream.await(word);
  }

  private static String path(RawExchange stream) {
    return "/v1/streams/" + stream.header("Spate-Stream");
  }

  private String streams() throws IOException {
    try (var list = RawExchange.get(gateway.port(), "/v1/streams")) {
      return list.body().text();
    }
  }

  private int readers(RawExchange stream) throws IOException {
    try (var whole = RawExchange.get(gateway.port(), path(stream), "Accept: application/json")) {
      var readers = READERS.matcher(whole.body().text());
      assertThat(readers.find()).isTrue();
      return Integer.parseInt(readers.group(1));
    }
  }

  /// Nothing comes, and no end either.
  private static void assertSilent(RawExchange exchange) throws IOException {
    exchange.socket().setSoTimeout(SILENT_MILLIS);
    assertThatThrownBy(() -> exchange.socket().getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    exchange.socket().setSoTimeout(30_000);
  }

  private static void assertReset(RawExchange exchange) {
    assertThatThrownBy(() -> exchange.socket().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }
}
