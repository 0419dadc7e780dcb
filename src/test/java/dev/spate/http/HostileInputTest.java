package dev.spate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What nobody sends by mistake. Whatever comes, it is the client's failure and not the gateway's,
/// nothing of the gateway's inside shows, and the next request is answered.
///
/// In a request, `<stream>` and `<other>` are the ids of streams of four events, `<large>` is 1 MiB
/// of text, `<deep>` a JSON array within 100,000 others.
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class HostileInputTest {
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|dev[./]spate|io[./]helidon|jakarta|parsson|java\\.|\\.java|\\.class|\\bat"
              + " [a-z]+\\.|/(home|tmp|usr|var|root|work)/|target/");

  private final TestGateway gateway =
      TestGateway.start(
          "generators.echo.first-piece", "0s",
          "generators.echo.tokens-per-second", "0",
          "server.max-body", "256KiB");
  private String stream = "";
  private String other = "";

  @BeforeAll
  void begin() throws IOException {
    stream = ended();
    other = ended();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  static Stream<String> bodies() {
    return Stream.of(
            "{",
            "nul",
            "null",
            "\"Why SSE?\"",
            "[{\"prompt\":\"a\"}]",
            "{\"prompt\":\"a\"}{\"prompt\":\"b\"}",
            "{\"prompt\":{\"a\":1}}",
            "{\"prompt\":null}",
            "{\"prompt\":\"\"}",
            "{\"prompt\":\" \\t\\n\"}",
            "{\"prompt\":\"a\",\"messages\":{}}",
            "{\"messages\":[null]}",
            "{\"messages\":[{\"role\":{},\"content\":\"a\"}]}",
            "{\"model\":[],\"prompt\":\"a\"}",
            "{\"model\":\"../../etc/passwd\",\"prompt\":\"a\"}",
            "{\"model\":\"<large>\",\"prompt\":\"a\"}",
            "{\"prompt\":\"a\",\"x\":<deep>}",
            "<deep>",
            "{\"prompt\":\"<large>\"}",
            "{\"prompt\":\"a\",\"x\":1e999999999999}",
            "{\"prompt\":\"a\",\"x\":NaN}",
            "{\"prompt\":\"a\",\"lifetime\":\"forever\"}",
            "{\"prompt\":\"a\",\"lifetime\":\"-1s\"}",
            "{\"prompt\":\"a\",\"lifetime\":30}",
            "{\"prompt\":\"a\",\"max_tokens\":0}",
            "{\"prompt\":\"a\",\"max_tokens\":-1}",
            "{\"prompt\":\"a\",\"max_tokens\":1.5}",
            "{\"prompt\":\"a\",\"max_tokens\":1e400}",
            "{\"prompt\":\"a\",\"max_tokens\":99999999999999999999}",
            "{\"prompt\":\"a\",\"max_tokens\":\"7\"}",
            "{\"prompt\":\"a\",\"simulate\":[]}",
            "{\"prompt\":\"a\",\"simulate\":{\"speed\":1}}",
            "{\"prompt\":\"a\",\"simulate\":{\"tokensPerSecond\":-1}}",
            "{\"prompt\":\"a\",\"simulate\":{\"tokensPerSecond\":1e999}}",
            "{\"prompt\":\"a\",\"simulate\":{\"jitter\":\"much\"}}",
            "{\"prompt\":\"a\",\"simulate\":{\"fault\":{\"kind\":\"burn\"}}}",
            "{\"prompt\":\"a\",\"simulate\":{\"fault\":{\"kind\":\"fail\",\"code\":\"<large>\"}}}",
            "{\"prompt\":\"a\u0000\"}",
            "\u0000\u0000\u0000\u0000",
            "\u00ff\u00fe{\u0000}\u0000")
        .map(body -> post("application/json", body));
  }

  static Stream<String> types() {
    return Stream.of(
            "Content-Type: /",
            "Content-Type: ;;;",
            "Content-Type: text/plain; charset",
            "Content-Type: text/plain; charset=\"",
            "Content-Type: text/plain; charset=nope",
            "Content-Type: text/plain; charset=\u0000",
            "Content-Type: text/plain\nContent-Encoding: gzip",
            "Accept: nope",
            "Accept: /",
            "Accept: ,;=",
            "Idempotency-Key: <large>",
            "Idempotency-Key: \u0000",
            "Spate-Lifetime: nope",
            "Spate-Lifetime: 99999999999999999999h")
        .map(header -> "POST /v1/streams HTTP/1.1\nHost: 127.0.0.1\n" + header)
        .map(head -> head + "\nContent-Length: 1\n\na");
  }

  static Stream<String> headers() {
    return Stream.of(
            "Content-Length: -1",
            "Content-Length: 1x",
            "Content-Length: 1\nContent-Length: 2",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1\nTransfer-Encoding: chunked",
            "Transfer-Encoding: nope",
            "Transfer-Encoding: chunked, chunked",
            "X-Large: <large>",
            "X-No-Colon",
            "X Space: a",
            "X-Nul: \u0000",
            "X-Folded: a\n b",
            "Host: 127.0.0.1",
            "Host: a b")
        .map(header -> get("/v1/streams", header));
  }

  static Stream<String> cursors() {
    return Stream.of(
            "nope",
            "-",
            "--1",
            "<stream>",
            "<stream>-",
            "<stream>-x",
            "<stream>--1",
            "<stream>-99",
            "<stream>-9223372036854775808",
            "<stream>-1 ",
            "<other>-2",
            "%00",
            "<stream>-1%00",
            "<stream>-1%0d%0aX-Injected:%20a",
            "%ff%fe",
            "<large>")
        .flatMap(cursor ->
            Stream.of(
                get("/v1/streams/<stream>?last_event_id=" + cursor.replace(" ", "%20")),
                get(
                    "/v1/streams/<stream>",
                    "Last-Event-ID: " + (isAsItStands(cursor) ? "" : "a") + cursor),
                "POST /v1/streams HTTP/1.1\nHost: 127.0.0.1\nLast-Event-ID: "
                    + cursor
                        .replaceFirst("^<stream>-(99|9223372036854775808)?", "<other>-77$1")
                        .replaceFirst("^<other>-2$", "<stream>-5")
                    + "\nContent-Length: 1\n\na"));
  }

  /// The space around a header's value doesn't belong to it.
  private static boolean isAsItStands(String cursor) {
    return cursor.startsWith("<") && !cursor.endsWith(" ");
  }

  static Stream<String> waits() {
    return Stream.of("nope", "-1s", "99999999999999999999h", "1d", "%00", "<large>")
        .map(wait -> get("/v1/streams/<stream>?wait=" + wait, "Accept: application/json"));
  }

  static Stream<String> paths() {
    return Stream.of(
            "/%00",
            "/index.html%00",
            "/index.html%00.js",
            "/%2e%2e%2flogging.properties",
            "/%252e%252e/logging.properties",
            "/assets/%252e%252e%252f%252e%252e%252flogging.properties",
            "/assets/..%5c..%5clogging.properties",
            "/%c0%ae%c0%ae/logging.properties",
            "/assets/....//logging.properties",
            "/..;/logging.properties",
            "/%",
            "/%zz",
            "/%ff",
            "/\\..\\logging.properties",
            "/a\u0000b",
            "/<large>",
            "nope",
            "/v1/streams/%00",
            "/v1/streams/..%2f..%2findex.html",
            "/v1/streams/<stream>%00",
            "/v1/streams/<stream>/nope",
            "/v1/streams/<stream>/cancel/cancel",
            "/v1/streams/<large>",
            "/v1/streams/" + "a".repeat(3_000),
            "/v1/streams/<script>alert(1)</script>")
        .map(path -> get(path));
  }

  static Stream<String> requestLines() {
    return Stream.of(
        "PUT /v1/streams HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 1\n\na",
        "PATCH /v1/streams/<stream> HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 1\n\na",
        "GET /v1/streams/<stream>/cancel HTTP/1.1\nHost: 127.0.0.1\n\n",
        "DELETE /v1/streams HTTP/1.1\nHost: 127.0.0.1\n\n",
        "TRACE / HTTP/1.1\nHost: 127.0.0.1\n\n",
        "CONNECT 127.0.0.1:22 HTTP/1.1\nHost: 127.0.0.1\n\n",
        "<large> / HTTP/1.1\nHost: 127.0.0.1\n\n",
        "G\u0000T / HTTP/1.1\nHost: 127.0.0.1\n\n",
        "GET /\n\n",
        "GET / HTTP/1.1 HTTP/1.1\nHost: 127.0.0.1\n\n",
        "GET / HTTP/9.9\nHost: 127.0.0.1\n\n",
        "GET / HTTP/1.1\n\n",
        "nonsense\n\n",
        "\n\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n");
  }

  @ParameterizedTest
  @MethodSource({"bodies", "types", "headers", "cursors", "waits", "paths", "requestLines"})
  void refusesIt(String request) throws IOException {
    try (var exchange = RawExchange.raw(gateway.port(), bytes(request))) {
      var reply = exchange.headers() + "\n" + exchange.body().text();
      assertThat(exchange.status()).as(reply).isBetween(400, 499);
      assertThat(reply).doesNotContainPattern(INSIDE);
      assertThat(exchange.header("X-Injected")).isEmpty();
      assertThat(exchange.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(exchange.header("X-Request-Id")).startsWith("req_");
      if (!exchange.header("Connection").equals("close")) assertAnswersTheNext(exchange);
    }
    assertAnswersANewConnection();
  }

  static List<String> harmless() {
    return List.of(
        get("/", "Range: bytes=nope"),
        get("/", "Range: bytes=99999999999999999999-"),
        get("/", "Range: bytes=-"),
        get("/", "Range: bytes=--1"),
        get("/", "Range: bytes=5-1"),
        get("/", "Range: bytes=1-2-3"),
        get("/", "Range: bytes=,,,"),
        get("/", "Range: bytes=0-" + ",0-".repeat(3_000)),
        get("/", "Range: lines=0-1"),
        get("/", "If-Range: nope\nRange: bytes=0-1"),
        get("/", "If-None-Match: nope"),
        get("/", "If-Modified-Since: nope"),
        get("/", "If-Unmodified-Since: nope"),
        get("/", "Upgrade: websocket\nConnection: upgrade"),
        get("/", "Cookie: \u00ff\u00fe"),
        get("/", "Accept-Encoding: ;q,=,br;q=nope,*;q=" + "9".repeat(3_000)),
        get("/nope", "Accept: text/html;q=nope"),
        get("http:///"),
        get("/c/%00"),
        get("/s/" + "a".repeat(3_000)),
        get("/s/<script>alert(1)</script>"),
        get("/?%zz=%"),
        get("/?<script>"),
        get("/v1/streams", "X-Request-Id: " + "a".repeat(9_000)),
        get("/v1/streams", "Accept: nope"),
        get("/v1/streams/<stream>", "Accept: text/event-stream;q=nope"),
        get("/v1/streams", ": a"),
        get("/v1/streams", "Origin: nope"));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void doesNotBreakByIt(String request) throws IOException {
    try (var exchange = RawExchange.raw(gateway.port(), bytes(request))) {
      var reply = exchange.headers() + "\n" + exchange.body().text();
      assertThat(exchange.status()).as(reply).isBetween(200, 499);
      assertThat(reply).doesNotContainPattern(INSIDE);
      if (!exchange.header("Connection").equals("close")) assertAnswersTheNext(exchange);
    }
    assertAnswersANewConnection();
  }

  private static void assertAnswersTheNext(RawExchange exchange) throws IOException {
    exchange.next("GET /v1/streams HTTP/1.1\n\n");
    assertThat(exchange.status()).isEqualTo(200);
  }

  private void assertAnswersANewConnection() throws IOException {
    try (var next = RawExchange.get(gateway.port(), "/v1/streams")) {
      assertThat(next.status()).isEqualTo(200);
    }
  }

  private static String get(String target, String... headers) {
    return "GET "
        + target
        + " HTTP/1.1\nHost: 127.0.0.1\n"
        + String.join("\n", headers)
        + (headers.length > 0 ? "\n\n" : "\n");
  }

  private static String post(String type, String body) {
    return "POST /v1/streams HTTP/1.1\nHost: 127.0.0.1\nContent-Type: " + type + "\n\n" + body;
  }

  /// Each character is an octet. The length of a body is added where none is said.
  private byte[] bytes(String request) {
    var whole =
        request
            .replace("<stream>", stream)
            .replace("<other>", other)
            .replace("<large>", "x".repeat(1 << 20))
            .replace("<deep>", "[".repeat(100_000) + "]".repeat(100_000));
    int blank = whole.indexOf("\n\n");
    var head = whole.substring(0, blank);
    var body = whole.substring(blank + 2);
    if (head.contains("\nContent-Type: application/json")) {
      head += "\nContent-Length: " + body.length();
    }
    return ((head + "\n\n").replace("\n", "\r\n") + body).getBytes(ISO_8859_1);
  }

  private String ended() throws IOException {
    try (var exchange = RawExchange.post(gateway.port(), "/v1/streams", "Why SSE?")) {
      assertThat(exchange.body().whole()).isTrue();
      return exchange.header("Spate-Stream");
    }
  }
}
