package dev.spate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.wire.SseReader;
import dev.spate.wire.SseReader.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("also-without-the-pump")
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class StreamsApiTest {
  private static final String OF_1970 = "00000000000000000000000000000000000a";
  private static final String OF_THE_FUTURE = "zzzzzzzzzz00000000000000000000000000";

  private final TestGateway gateway =
      TestGateway.start(
          "generators.echo.first-piece", "0s", "generators.echo.tokens-per-second", "0");

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain                        | Why SSE?",
        "text/plain; charset=utf-8         | 为什么用 SSE？🦆",
        "application/x-www-form-urlencoded | a=1&b=%20+c",
        "Application/JSON;charset=UTF-8    | {\"prompt\":\"Why SSE?\"}",
        "application/x-www-form-urlencoded | {\"a\": 1}",
        "text/plain                        | {\"prompt\": \"as text\"}",
        "application/json                  | {\"prompt\":\"Why SSE?\"}",
        "                                  | Why SSE?"
      })
  void takesAPromptInEachForm(String type, String body) throws IOException {
    var headers = type == null ? new String[0] : new String[] {"Content-Type: " + type};
    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", body, headers)) {
      assertThat(exchange.status()).isEqualTo(200);
      assertThat(text(exchange.body().text()))
          .isEqualTo(body.startsWith("{\"prompt\":\"Why") ? "Why SSE?" : body);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain       | ``                                      | 400 | the prompt is empty",
        "application/json | {\"prompt\":\"\"}                       | 400 | 'prompt' is empty",
        "application/json | {\"prompt\":                            | 400 | not JSON",
        "application/json | {\"prompt\":\"a\",\"model\":\"gpt-9\"}  | 400 | echo, clock",
        "application/x-www-form-urlencoded | {\"model\":\"clock\",\"prompt\":\"a\"} | 400 | looks"
            + " like JSON",
        "text/plain;charset=utf-16 | a                              | 415 | send UTF-8",
        "application/xml  | <a/>                                    | 415 | application/json"
      })
  void namesWhatIsWrongWithAPrompt(String type, String body, int status, String detail)
      throws IOException {
    var exchange = RawExchange.post(gateway.port(), "/v1/streams", body, "Content-Type: " + type);
    assertProblem(exchange, status, detail);
  }

  @RepeatedTest(50)
  void countsNoReaderWhoHasReadToTheEnd() throws IOException {
    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?")) {
      assertThat(exchange.body().whole()).isTrue();
      var stream = "/v1/streams/" + exchange.header("Spate-Stream");
      try (var snapshot = RawExchange.get(gateway.port(), stream, "Accept: application/json")) {
        assertThat(snapshot.body().text()).contains("\"readers\":0");
      }
    }
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    var body = new byte[] {'a', (byte) 0xff};

    assertProblem(new RawExchange(gateway.port(), "POST /v1/streams HTTP/1.1", body), 400, "UTF-8");
  }

  @Test
  void refusesABodyThatIsTooLarge() throws IOException {
    var body = "x".repeat(9 << 20);

    assertProblem(RawExchange.post(gateway.port(), "/v1/streams", body), 413, "server.max-body");
  }

  @Test
  void refusesABodyThatGrowsTooLarge() throws IOException {
    var chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
    var body = chunk.repeat(9) + "0\r\n\r\n";

    var exchange =
        RawExchange.post(gateway.port(), "/v1/streams", body, "Transfer-Encoding: chunked");
    assertProblem(exchange, 413, "server.max-body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5\r\nab", "zz\r\nab\r\n0\r\n\r\n", "-5\r\n", "ffffffffff\r\nab", "\r\n"})
  void refusesAChunkedBodyThatIsMalformedOrBrokeOff(String body) throws IOException {
    var head = "POST /v1/streams HTTP/1.1\nTransfer-Encoding: chunked";
    try (var sent = RawExchange.halfClosed(gateway.port(), head, body)) {
      assertThat(sent.status()).isEqualTo(400);
      assertThat(sent.header("Connection")).isEqualTo("close");
    }
  }

  @Test
  void refusesARequestThatBrokeOff() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(UTF_8));
      socket.shutdownOutput();

      var reply = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(reply).startsWith("HTTP/1.1 400 ").contains("urn:spate:bad-request");
    }
  }

  @Test
  void refusesABodyThatBrokeOff() throws IOException {
    var head = "POST /v1/streams HTTP/1.1\nContent-Length: 9";
    try (var sent = RawExchange.halfClosed(gateway.port(), head, "Why")) {
      assertThat(sent.status()).isEqualTo(400);
    }
  }

  @Test
  void readsNoMoreBodiesAtOnceThanThereIsRoomFor() throws IOException {
    var head = "POST /v1/streams HTTP/1.1\nContent-Length: 60000";
    try (var small = TestGateway.start("server.max-bodies", "64KiB", "server.max-body", "64KiB");
        var slow = RawExchange.unanswered(small.port(), head, "x".repeat(40_000))) {
      while (status(small.port(), "x".repeat(60_000)) == 200) Thread.onSpinWait(); // is read yet?
      var refused = RawExchange.post(small.port(), "/v1/streams", "x".repeat(60_000));
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertProblem(refused, 503, "urn:spate:too-many-bodies");

      slow.kill();
      while (status(small.port(), "x".repeat(60_000)) != 200) Thread.onSpinWait(); // room again
    }
  }

  @Test
  void hasRoomForOneBodyAtLeast() throws IOException {
    try (var small = TestGateway.start("server.max-bodies", "1", "server.max-body", "64KiB")) {
      assertThat(status(small.port(), "x".repeat(64 << 10))).isEqualTo(200);
    }
  }

  @Test
  void closesTheConnectionWhenItIsAskedTo() throws IOException {
    for (var path : List.of("/v1/streams", "/nope", "/", "/observe/health")) {
      try (var got = RawExchange.get(gateway.port(), path, "Connection: close")) {
        got.body();
        assertThat(got.socket().getInputStream().read()).as(path).isEqualTo(-1);
      }
    }
    var foreign = RawExchange.get(gateway.port(), "/", "Connection: close", "Host: evil.test");
    try (foreign) {
      assertThat(foreign.body().text()).contains("foreign-host");
      assertThat(foreign.socket().getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void countsTheReadersInTheList() throws IOException {
    var body = "{\"model\":\"clock\",\"prompt\":\"Hi\"}";
    try (var reader =
        RawExchange.post(gateway.port(), "/v1/streams", body, "Content-Type: application/json")) {
      reader.await("\"text\"");

      assertThat(list())
          .containsPattern(
              reader.header("Spate-Stream") + "[^}]*\"state\":\"live\"[^}]*\"readers\":1");
    }
  }

  @Test
  void streamsAPromptAsLargeAsItMayBe() throws IOException {
    var body = "word ".repeat(90_000);

    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", body)) {
      assertThat(text(exchange.body().text())).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "<>-1",
        "x-",
        "-1",
        "<>",
        "<>--1",
        "<>-1.0",
        "<>-1x",
        "<>-99999999999999999999",
        "<>-+1",
        "<>-99",
        OF_1970 + "-1"
      })
  void refusesWhatIsNoCursor(String cursor) throws IOException {
    var id = ended();
    var lastEventId = cursor.equals("<>-1") ? "-" + id + "-1" : cursor.replace("<>", id);

    var exchange =
        RawExchange.get(gateway.port(), "/v1/streams/" + id, "Last-Event-ID: " + lastEventId);
    assertProblem(exchange, 400, "urn:spate:bad-cursor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "x", "", "1e3", "99", "99999999999999999999", "01", "%0d%0a", "%00"})
  void refusesWhatIsNoPosition(String after) throws IOException {
    var exchange = RawExchange.get(gateway.port(), "/v1/streams/" + ended() + "?after=" + after);
    assertProblem(exchange, 400, "urn:spate:bad-cursor");
  }

  @Test
  void goesOnFromTheCursorInTheHeaderBeforeThatInTheAddress() throws IOException {
    var id = ended(); // started, "Why", " SSE?", finished

    assertThat(positions(id, "")).containsExactly("1", "2", "3", "4");
    assertThat(positions(id, "?after=2")).containsExactly("3", "4");
    assertThat(positions(id, "?last_event_id=" + id + "-3")).containsExactly("4");
    assertThat(positions(id, "?after=1&last_event_id=" + id + "-2")).containsExactly("3", "4");
    assertThat(positions(id, "?after=1", "Last-Event-ID: " + id + "-3")).containsExactly("4");
    assertThat(positions(id, "?after=2", "Last-Event-ID: ")).containsExactly("3", "4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /v1/streams/<>", "POST /v1/streams/<>/cancel", "DELETE /v1/streams/<>"})
  void tellsAForgottenStreamFromOneThatNeverWas(String request) throws IOException {
    assertProblem(exchange(request, OF_1970), 410, "urn:spate:stream-forgotten");
    assertProblem(exchange(request, OF_THE_FUTURE), 404, "urn:spate:no-such-stream");
    assertProblem(exchange(request, "nonsense"), 404, "urn:spate:no-such-stream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream                                   | text/event-stream",
        "TEXT/event-stream                                   | text/event-stream",
        "text/*                                              | text/event-stream",
        "*/*                                                 | text/event-stream",
        "application/json, text/plain, */*                   | text/event-stream",
        "application/json, */*;q=0.1                         | text/event-stream",
        "text/event-stream, application/x-ndjson             | text/event-stream",
        "application/x-ndjson;q=0.5, */*                     | text/event-stream",
        "application/x-ndjson;q=0, */*                       | text/event-stream",
        "application/x-ndjson                                | application/x-ndjson",
        "application/x-ndjson, */*                           | application/x-ndjson",
        "application/x-ndjson, application/json              | application/x-ndjson",
        "text/event-stream;q=0.5, application/x-ndjson;q=0.6 | application/x-ndjson",
        "text/event-stream;q=0, */*                          | application/x-ndjson",
        "application/json                                    | application/json",
        "application/json;charset=utf-8                      | application/json",
        "application/json, text/plain                        | application/json",
        "application/json, application/x-ndjson;q=0.5        | application/json",
        "application/*                                       | application/json",
        "application/json, */*;q=0                           | application/json"
      })
  void sendsWhatIsAccepted(String accept, String type) throws IOException {
    try (var got = RawExchange.get(gateway.port(), "/v1/streams/" + ended(), "Accept: " + accept)) {
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("Content-Type")).startsWith(type);
    }
    try (var posted = RawExchange.post(gateway.port(), "/v1/streams", "Hi", "Accept: " + accept)) {
      assertThat(posted.status()).isEqualTo(type.equals("application/json") ? 201 : 200);
      assertThat(posted.header("Content-Type")).startsWith(type);
    }
  }

  @Test
  void sendsEventsToWhoDoesNotSayWhatItAccepts() throws IOException {
    try (var got = RawExchange.get(gateway.port(), "/v1/streams/" + ended())) {
      assertThat(got.header("Content-Type")).startsWith("text/event-stream");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;q=0",
        "text/event-stream;q=0",
        "*/*;q=0",
        "image/png, text/html",
      })
  void refusesWhoAcceptsNothingThatItHas(String accept) throws IOException {
    assertProblem(
        RawExchange.get(gateway.port(), "/v1/streams/" + ended(), "Accept: " + accept),
        406,
        "application/x-ndjson");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream;q=x",
        "x",
        "*/*;q=-1",
        "*/*;q=1.1",
        "*/*;q=1e400",
        "*/*;q=NaN",
        "*/*;q=x, text/event-stream"
      })
  void refusesAnAcceptThatIsNone(String accept) throws IOException {
    assertProblem(
        RawExchange.get(gateway.port(), "/v1/streams/" + ended(), "Accept: " + accept), 400, "");
  }

  @Test
  void saysWhenEachEventHappenedIfItIsAsked() throws IOException {
    try (var posted = RawExchange.post(gateway.port(), "/v1/streams?times=true", "Hi")) {
      assertThat(SseReader.events(posted.body().text()))
          .hasSize(3)
          .allMatch(event -> event.data().matches("\\{\"ms\":\\d+,.*"));
    }
    try (var plain = RawExchange.get(gateway.port(), "/v1/streams/" + ended() + "?times=false")) {
      assertThat(plain.body().text()).doesNotContain("\"ms\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "times=yes          | text/event-stream | 'times' is 'yes': it must be true or false",
        "wait=soon          | application/json  | 'wait' is 'soon': it must be a time up to 1m",
        "wait=20            | application/json  | 'wait' is '20'",
        "wait=-1s           | application/json  | 'wait' is '-1s'",
        "wait=61s           | application/json  | 'wait' is '61s'",
        "wait=999999999999h | application/json  | 'wait' is '999999999999h'",
        "wait=              | application/json  | 'wait' is ''",
      })
  void namesAParameterThatIsNone(String query, String accept, String detail) throws IOException {
    var path = "/v1/streams/" + ended() + "?" + query;
    assertProblem(RawExchange.get(gateway.port(), path, "Accept: " + accept), 400, detail);
  }

  /// A client that lost the reply to its POST sends it again, and goes on.
  @Test
  void followsTheStreamThatAPostNamesAndStartsNothing() throws IOException {
    var id = ended();
    var before = ids(list());

    try (var posted =
        RawExchange.post(
            gateway.port(), "/v1/streams", "Another prompt", "Last-Event-ID: " + id + "-2")) {
      assertThat(posted.header("Spate-Stream")).isEqualTo(id);
      assertThat(SseReader.events(posted.body().text()))
          .extracting(Event::id)
          .containsExactly(id + "-3", id + "-4");
    }
    try (var posted =
        RawExchange.post(
            gateway.port(), "/v1/streams", "Another prompt", "Last-Event-ID: " + id + "-4")) {
      assertThat(posted.status()).isEqualTo(204);
    }
    assertThat(ids(list())).isEqualTo(before);
  }

  @Test
  void answersALongPollAtOnceWhenThereIsSomething() throws IOException {
    var path = "/v1/streams/" + ended() + "?after=1&wait=60s";
    try (var polled = RawExchange.get(gateway.port(), path, "Accept: application/json")) {
      assertThat(polled.header("Connection")).isEqualTo("keep-alive");
      assertThat(polled.body().text())
          .startsWith("{\"position\":4,\"last\":true,\"events\":[{\"position\":2,\"ms\":");
    }
  }

  @Test
  void tellsALongPollThatNothingFollowsTheEnd() throws IOException {
    var path = "/v1/streams/" + ended() + "?after=4&wait=60s";
    try (var polled = RawExchange.get(gateway.port(), path, "Accept: application/json")) {
      assertThat(polled.body().text()).isEqualTo("{\"position\":4,\"last\":true,\"events\":[]}");
    }
  }

  @Test
  void sendsNoLineAfterTheEnd() throws IOException {
    var path = "/v1/streams/" + ended() + "?after=4";
    try (var got = RawExchange.get(gateway.port(), path, "Accept: application/x-ndjson")) {
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("Content-Type")).isEqualTo("application/x-ndjson");
      assertThat(got.body()).isEqualTo(new RawExchange.Body("", true));
    }
  }

  @Test
  void refusesToSendWhatItHasNot() throws IOException {
    var exchange =
        RawExchange.get(gateway.port(), "/v1/streams/" + ended(), "Accept: application/xml");
    assertProblem(exchange, 406, "text/event-stream");
  }

  @Test
  void startsNothingThatItCannotSend() throws IOException {
    var before = ids(list());

    assertProblem(
        RawExchange.post(gateway.port(), "/v1/streams", "Hi", "Accept: application/xml"),
        406,
        "text/event-stream");

    assertThat(ids(list())).isEqualTo(before);
  }

  @Test
  void startsNothingForWhoAsksForTimesThatAreNone() throws IOException {
    var before = ids(list());

    assertProblem(RawExchange.post(gateway.port(), "/v1/streams?times=yes", "Hi"), 400, "'times'");

    assertThat(ids(list())).isEqualTo(before);
  }

  @Test
  void answersTheNextRequestOnTheConnectionOfASnapshot() throws IOException {
    try (var got =
        RawExchange.get(gateway.port(), "/v1/streams/" + ended(), "Accept: application/json")) {
      assertThat(got.header("Connection")).isEqualTo("keep-alive");
    }
  }

  /// To what Helidon refuses, and to a head that it can't read.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\n\n",
        "GET /v1/streams HTTP/1.1\nHost: a b\n\n",
        "GET / HTTP/1.0\n\n",
        "GET /nope HTTP/1.1\n\n",
        "GET /<large> HTTP/1.1\n\n",
        "GET / HTTP/1.1\nX: <large>\n\n",
        "POST /v1/streams HTTP/1.1\nContent-Encoding: gzip\nContent-Length: 1\n\nx"
      })
  void givesEachRefusalAnIdToo(String request) throws IOException {
    var whole = request.replace("<large>", "x".repeat(100_000)).replace("\n", "\r\n");
    try (var refused = RawExchange.raw(gateway.port(), whole.getBytes(UTF_8))) {
      assertThat(refused.status()).isGreaterThanOrEqualTo(400);
      assertThat(refused.header("X-Request-Id")).startsWith("req_");
    }
  }

  @Test
  void keepsTheCallersOwnRequestId() throws IOException {
    try (var own = RawExchange.get(gateway.port(), "/v1/streams", "X-Request-Id: mine-1");
        var harmful = RawExchange.get(gateway.port(), "/v1/streams", "X-Request-Id: <script>")) {
      assertThat(own.header("X-Request-Id")).isEqualTo("mine-1");
      assertThat(harmful.header("X-Request-Id")).startsWith("req_");
    }
  }

  private RawExchange exchange(String request, String id) throws IOException {
    return new RawExchange(gateway.port(), request.replace("<>", id) + " HTTP/1.1\n\n");
  }

  private static int status(int port, String body) throws IOException {
    try (var posted = RawExchange.post(port, "/v1/streams", body)) {
      return posted.status();
    }
  }

  private static List<String> ids(String list) {
    return Pattern.compile("\"id\":\"(\\w+)\"")
        .matcher(list)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private String list() throws IOException {
    try (var got = RawExchange.get(gateway.port(), "/v1/streams")) {
      return got.body().text();
    }
  }

  /// The id of a stream of four events that has ended.
  private String ended() throws IOException {
    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?")) {
      assertThat(exchange.body().whole()).isTrue();
      return exchange.header("Spate-Stream");
    }
  }

  private List<String> positions(String id, String query, String... headers) throws IOException {
    try (var got = RawExchange.get(gateway.port(), "/v1/streams/" + id + query, headers)) {
      return SseReader.events(got.body().text()).stream()
          .map(Event::id)
          .map(event -> event.substring(id.length() + 1))
          .toList();
    }
  }

  private static String text(String body) {
    var text = new StringBuilder();
    for (var event : SseReader.events(body)) {
      if (event.type().equals("message")) text.append(SseReader.text(event));
    }
    return text.toString();
  }

  private static void assertProblem(RawExchange exchange, int status, String content)
      throws IOException {
    try (exchange) {
      assertThat(exchange.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(exchange.status()).isEqualTo(status);
      assertThat(exchange.body().text()).contains("\"status\":" + status).contains(content);
    }
  }
}
