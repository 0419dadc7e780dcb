package dev.spate.openai;

import static dev.spate.openai.ScriptedUpstream.body;
import static dev.spate.openai.ScriptedUpstream.events;
import static dev.spate.openai.ScriptedUpstream.says;
import static dev.spate.openai.ScriptedUpstream.saysForEver;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Message;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.openai.ScriptedUpstream.Reply;
import dev.spate.simulation.GivenSettings;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an upstream's bytes become, and what becomes of the upstream.
@Timeout(120)
class OpenAiGeneratorTest implements GeneratorContract {
  private static final String TRUNCATED =
      "upstream_truncated 502 the answer broke off without an end";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String CALL =
      """
      {"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{"}}]}\
      """;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var its : opened) its.close();
  }

  @Override
  public Generator generator() {
    return of(
        upstream(wire -> {
          var asked = wire.request().body();
          var reply =
              asked.contains("forever")
                  ? saysForEver("and on")
                  : asked.contains("impossible")
                      ? body(400, "{\"error\":{\"message\":\"no\"}}")
                      : says(Integer.toString(asked.length()));
          reply.play(wire);
        }));
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(prompt("forever"));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(prompt("impossible"));
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryVariantWhereverItIsCut(Variant variant) throws Exception {
    for (int size : List.of(1, 2, 3, 7)) {
      var generator = of(upstream(events(variant.bytes(), size)), "retries", "0");

      assertThat(answer(generator)).as("%d bytes at once", size).isEqualTo(variant.said());
    }
  }

  @Test
  void readsABodyWithoutLength() throws Exception {
    var upstream =
        upstream(wire -> {
          wire.head(200).write(Variant.PLAIN.bytes()).close();
        });

    assertThat(answer(of(upstream))).isEqualTo(Variant.PLAIN.said());
  }

  @Test
  void asksForTheSameInTheUpstreamsWords() throws Exception {
    var upstream = upstream(says("Hi"));
    var generator = of(upstream, "model", "gpt-4.1", "api-key", "sk-1", "headers.X-Team", "Blue");
    var messages =
        List.of(
            new Message("system", "", "{\"role\":\"system\",\"content\":[{\"type\":\"x\"}]}"),
            new Message("user", "Hi", "{\"role\":\"user\",\"content\":\"Hi\",\"name\":\"为\"}"));
    var parameters =
        Map.of(
            "temperature",
            "0.5",
            "top_k",
            "[1]",
            "n",
            "1",
            "simulate",
            "{}",
            "lifetime",
            "\"1s\"",
            "stream",
            "false");

    answer(generator, new Prompt("m", messages, parameters));

    var asked = upstream.asked();
    assertThat(asked.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
    assertThat(asked.body())
        .isEqualTo(
            "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"x\"}]},"
                + "{\"role\":\"user\",\"content\":\"Hi\",\"name\":\"为\"}],\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true},\"temperature\":0.5,\"top_k\":[1]}");
    assertThat(asked.headers())
        .containsEntry("authorization", "Bearer sk-1")
        .containsEntry("x-team", "Blue")
        .containsEntry("content-type", "application/json; charset=UTF-8")
        .doesNotContainKeys("accept-encoding", "cookie");
  }

  @Test
  void asksForItsOwnNameWhereTheUpstreamHasNoOther() throws Exception {
    var upstream = upstream(says("Hi"));

    answer(of(upstream));

    var asked = upstream.asked();
    assertThat(asked.body()).startsWith("{\"model\":\"m\",");
    assertThat(asked.headers()).doesNotContainKey("authorization");
  }

  @Test
  void keepsTheQueryOfItsAddress() throws Exception {
    var upstream = upstream(says("Hi"));

    answer(open("base-url", upstream.baseUrl() + "/gpt/?api-version=1"));

    assertThat(upstream.asked().line())
        .isEqualTo("POST /v1/gpt/chat/completions?api-version=1 HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
  void asksAgainWhatMayRecover(int status) throws Exception {
    var upstream = upstream(body(status, "{}"), body(status, "busy"), says("Hi"));

    assertThat(answer(of(upstream))).containsExactly("Hi", "stop 3+1");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 422})
  void asksNotAgainWhatWillNotRecover(int status) throws Exception {
    var upstream = upstream(body(status, "{\"error\":{\"message\":\"no\"}}"), says("Hi"));

    assertThat(answer(of(upstream))).singleElement().asString().startsWith("upstream_error ");
    upstream.asked();
    assertThat(upstream.asks()).isZero();
  }

  @Test
  void asksAgainAfterEachWayToDieBeforeTheFirstToken() throws Exception {
    var prelude = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}],\"tier\":\"x\"}\n\n";
    List<Reply> deaths =
        List.of(
            wire -> wire.reset(),
            wire -> wire.close(),
            wire -> wire.head(200, CHUNKED).close(),
            wire -> wire.head(200, CHUNKED).chunk(prelude).reset(),
            wire -> wire.head(200, CHUNKED).chunk(prelude + "data: {\"choi").close(),
            events(prelude),
            events("data: {\"error\":\"overloaded\"}\n\n"));
    for (var death : deaths) {
      var upstream = upstream(death, says("Hi"));

      assertThat(answer(of(upstream))).containsExactly("Hi", "stop 3+1");
    }
  }

  @Test
  void asksSoManyTimesAndNoMore() throws Exception {
    var upstream = upstream(body(503, "{\"error\":{\"message\":\"busy\"}}"));

    assertThat(answer(of(upstream, "retries", "3"))).containsExactly("upstream_error 503 busy");

    for (int i = 0; i < 4; i++) upstream.asked();
    assertThat(upstream.asks()).isZero();
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    assertThat(answer(open("base-url", "http://127.0.0.1:" + closedPort())))
        .containsExactly(
            "upstream_unreachable 502 the upstream can't be reached: it refuses connections");
    assertThat(answer(open("base-url", "http://no.such.host.invalid")))
        .containsExactly(
            "upstream_unreachable 502 the upstream can't be reached: its host is unknown");
  }

  /// A port of SSH, TLS where none is expected, a head beyond reason, or half of one.
  @Test
  void asksNotAgainWhatDoesNotSpeakHttp() throws Exception {
    for (var reply :
        List.<Reply>of(
            wire -> wire.write("SSH-2.0-OpenSSH_9.2\r\n").close(),
            wire -> wire.write("SSH-2.0-OpenSSH_9.2\r\n").hang(),
            wire -> wire.write(new byte[] {21, 3, 3, 0, 2, 2, 70}).close(),
            wire -> wire.write("HTTP/1.1 OK\r\n\r\n").hang(),
            wire -> wire.write("HTTP/1.1 20").close(),
            wire -> wire.write("HTTP/2.0 200 OK\r\n\r\n").hang(),
            wire -> wire.head(200, "X-Long: " + "a".repeat(1 << 20)).hang(),
            wire -> wire.head(200, "X: a\r\n".repeat(10_000) + "X: a").hang(),
            wire -> wire.head(200, "Content-Length: -1").hang())) {
      var upstream = upstream(reply);
      assertThat(answer(of(upstream)))
          .containsExactly("upstream_invalid 502 the upstream sent what is no HTTP");
      upstream.asked();
      assertThat(upstream.asks()).isZero();
    }
  }

  @Test
  void leavesALongWaitToItsCaller() throws Exception {
    var upstream = upstream(body(429, "{\"error\":\"busy\"}", "Retry-After: 2"), says("Hi"));

    var failure = failure(of(upstream));

    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(failure.message()).isEqualTo("busy");
    upstream.asked();
    assertThat(upstream.asks()).isZero();
  }

  @Test
  void waitsAMomentForAnUpstreamThatAsksItTo() throws Exception {
    var upstream = upstream(body(429, "{}", "Retry-After: 1"), says("Hi"));

    assertThat(answer(of(upstream))).containsExactly("Hi", "stop 3+1");
    var first = upstream.asked();
    assertThat(upstream.asked().since(first)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void pausesBeforeItAsksAgain() throws Exception {
    var upstream = upstream(body(503, "{}"), body(503, "{}"), says("Hi"));

    answer(of(upstream, "retry-pause", "200ms"));

    var first = upstream.asked();
    var second = upstream.asked();
    var third = upstream.asked();
    assertThat(second.since(first)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    assertThat(third.since(second)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void waitsForNobodyWhileAnotherIsLeft() throws Exception {
    for (int status : List.of(429, 503)) {
      var busy = upstream(body(status, "{}", "Retry-After: 1"));
      var second = upstream(says("Hi"));

      assertThat(answer(of(busy, second))).containsExactly("Hi", "stop 3+1");
      var asked = busy.asked();
      assertThat(busy.asks()).isZero();
      assertThat(second.asked().since(asked)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void asksAgainWhereNobodyListensYet() throws Exception {
    int port = closedPort();
    var generator =
        open("base-url", "http://127.0.0.1:" + port, "retries", "10", "retry-pause", "100ms");
    try (var logged = new Logged();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var said = threads.submit(() -> answer(generator));
      assertThat(logged.next()).contains("refuse");
      var listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      opened.add(new ScriptedUpstream(listener, says("Hi")));

      assertThat(said.get()).containsExactly("Hi", "stop 3+1");
    }
  }

  @Test
  void goesOnWhereNobodyListens() throws Exception {
    var settings =
        List.of(
            "upstreams.a.base-url",
            "http://127.0.0.1:" + closedPort(),
            "upstreams.a.retry-pause",
            "1ms",
            "upstreams.b.base-url",
            upstream(says("Hi")).baseUrl());

    assertThat(answer(open(settings.toArray(String[]::new)))).containsExactly("Hi", "stop 3+1");
  }

  @Test
  void goesOnToTheNextUpstream() throws Exception {
    for (var first :
        List.<Reply>of(
            body(503, "{}"),
            body(401, "{}"),
            body(404, "{}"),
            body(429, "{}", "Retry-After: 30"),
            events("<html>"),
            wire -> wire.reset(),
            wire ->
                wire.head(200, CHUNKED)
                    .chunk("data: {\"choices\":[],\"tier\":\"x\"}\n\n")
                    .reset())) {
      assertThat(answer(of(upstream(first), upstream(says("Hi")))))
          .containsExactly("Hi", "stop 3+1");
    }
  }

  @Test
  void goesOnToNobodyWithAPromptThatCanNotBeAnswered() throws Exception {
    var second = upstream(says("Hi"));

    assertThat(answer(of(upstream(body(400, "{\"error\":\"too long\"}")), second)))
        .containsExactly("upstream_error 400 too long");
    assertThat(second.asks()).isZero();
  }

  @Test
  void goesOnWhenAnUpstreamThinksForTooLong() throws Exception {
    var silent =
        upstream(wire ->
            wire.head(200, CHUNKED)
                .chunk(": thinking\n\n")
                .chunk("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}],\"tier\":1}\n\n")
                .hang());
    var deaf = upstream(wire -> wire.hang());

    assertThat(answer(of(List.of(silent, deaf, upstream(says("Hi"))), "first-piece", "100ms")))
        .containsExactly("Hi", "stop 3+1");
    assertThat(silent.asked().isHungUp()).isTrue();
    assertThat(deaf.asked().isHungUp()).isTrue();
    assertThat(silent.asks() + deaf.asks()).isZero();
  }

  @Test
  void lastsAsLongAsItTakesWhereNobodyElseCanBeAsked() throws Exception {
    var asked = new CountDownLatch(1);
    var upstream =
        upstream(wire -> {
          asked.await(1, SECONDS); // longer than first-piece
          says("Hi").play(wire);
        });

    assertThat(answer(of(upstream, "first-piece", "10ms"))).containsExactly("Hi", "stop 3+1");
  }

  @Test
  void passesOnWhatCameBeforeTheFirstTokenOnlyOfTheAnswerThatIsGiven() throws Exception {
    var tier = "data: {\"choices\":[],\"tier\":\"%s\"}\n\n";
    var first = upstream(events(tier.formatted("first")));
    var token =
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n";
    var second = upstream(events(tier.formatted("second") + token));

    assertThat(answer(of(first, second)))
        .containsExactly("{\"chunk\":{\"tier\":\"second\"}}", "Hi", "stop ~1");
  }

  /// Neither many nor large ones.
  @ParameterizedTest
  @CsvSource({"257, 1", "3, 30000"})
  void holdsBackOnlySoMuch(int pieces, int chars) throws Exception {
    var extras = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      var tier = i + "x".repeat(chars);
      extras.append("data: {\"choices\":[],\"tier\":\"").append(tier).append("\"}\n\n");
    }

    assertThat(answer(of(upstream(events(extras.toString())), upstream(says("Hi")))))
        .hasSize(pieces + 1)
        .endsWith(TRUNCATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{\"content\":\"Hm\"} | Hm", "{\"reasoning\":\"Hm\"} | (Hm)", CALL + " | 0 c f[{]"})
  void neverBeginsAnewOnceSomebodyHasHadAToken(String delta, String said) throws Exception {
    var dies = upstream(events("data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n"));
    var second = upstream(says("Hi"));

    assertThat(answer(of(dies, second))).containsExactly(said, TRUNCATED);
    dies.asked();
    assertThat(dies.asks() + second.asks()).isZero();
  }

  @Test
  void holdsBackNoFragmentOfAToolCall() throws Exception {
    var upstream =
        upstream(wire ->
            wire.head(200, CHUNKED)
                .chunk("data: {\"choices\":[{\"delta\":" + CALL + "}]}\n\n")
                .hang());
    var said = new LinkedBlockingQueue<Piece>();

    var asking = new Asking(of(upstream, upstream(says("Hi"))), prompt("Hi"), said::add);

    assertThat(said.poll(30, SECONDS)).isEqualTo(new ToolCall(0, "c", "f", "{"));
    asking.thread.interrupt();
    assertThat(asking.thrown()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void logsWhichUpstreamItWasThatBrokeOff() throws Exception {
    var first = upstream(body(500, "{\"error\":\"Hi is no prompt\"}"));
    var second = upstream(events(Variant.NO_FINISH.bytes(), 1_000));
    try (var logged = new Logged()) {
      answer(of(List.of(first, second), "retries", "0"));

      assertThat(logged.lines())
          .containsExactly(
              "stream main: generators.m.upstreams.u0 (127.0.0.1:%d, model m): 500"
                  .formatted(first.port()),
              "stream main: generators.m.upstreams.u1 (127.0.0.1:%d, model m): upstream_truncated: the answer broke off without an end"
                  .formatted(second.port()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | {\"error\":{\"message\":\"no such key: sk-secret-1\\n?\"}} | 401, \"no such key: …"
            + " ?\": see api-key, or its account",
        "429 | {\"error\":{\"message\":\"slow down\"}} | 429, \"slow down\"",
        "404 | {\"error\":\"no model m\"} | 404, \"no model m\": see model, and base-url",
        "404 | {\"detail\":\"Not Found\"} | 404, \"Not Found\": see whether base-url is right: URL",
        "405 | <html> | 405: see whether base-url is right: URL",
        "307 | `` | 307: see whether base-url is right: URL",
      })
  void logsWhatItsUpstreamSaysAndTheMend(int status, String body, String line) throws Exception {
    var upstream = upstream(body(status, body));
    try (var logged = new Logged()) {
      answer(of(upstream, "retries", "0", "api-key", "sk-secret-1", "model", "x"));

      assertThat(logged.lines())
          .containsExactly(
              "stream main: generators.m (127.0.0.1:%d, model x): %s"
                  .formatted(upstream.port(), line.replace("URL", upstream.baseUrl())));
    }
  }

  @Test
  void logsNoMoreOfWhatItsUpstreamSaysThanALine() throws Exception {
    try (var logged = new Logged()) {
      answer(of(upstream(body(503, "a".repeat(1_000))), "retries", "0"));

      assertThat(logged.lines())
          .singleElement()
          .asString()
          .endsWith("\"" + "a".repeat(200) + "…\"");
    }
  }

  @Test
  void logsWhichStreamItWas() throws Exception {
    var generator = of(upstream(body(503, "{}")), "retries", "0");
    try (var logged = new Logged()) {
      Thread.ofVirtual().name("id-1").start(() -> failure(generator)).join();

      assertThat(logged.lines())
          .singleElement()
          .asString()
          .startsWith("stream id-1: generators.m (");
    }
  }

  @Test
  void saysThatItsAddressMayBeWrong() throws Exception {
    for (var reply : List.of(body(404, "404 page not found"), body(405, "{\"detail\":\"no\"}"))) {
      assertThat(failure(of(upstream(reply))).message())
          .matches(
              "the upstream sent status 40. and no error of OpenAI's: see whether base-url is"
                  + " right");
    }
    var upstream = upstream(body(404, "{}"));
    try (var logged = new Logged()) {
      answer(open("base-url", "http://127.0.0.1:" + upstream.port() + "?key=sk-secret-1"));

      assertThat(logged.lines())
          .singleElement()
          .asString()
          .endsWith("right: http://127.0.0.1:%d (does it need /v1?)".formatted(upstream.port()));
    }
  }

  @Test
  void leavesAnUpstreamAloneThatFailsAgainAndAgain() throws Exception {
    var upstream = upstream(body(500, "{}"));
    var generator = of(upstream, "retries", "0", "circuit-pause", "300ms");
    for (int i = 0; i < 10; i++) answer(generator);
    for (int i = 0; i < 10; i++) upstream.asked();

    var failure = failure(generator);
    assertThat(failure.code()).isEqualTo("upstream_unavailable");
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(300));
    assertThat(upstream.asks()).isZero();
  }

  @Test
  void doesNotTakeABusyUpstreamForABrokenOne() throws Exception {
    var upstream = upstream(body(429, "{}"));
    var generator = of(upstream, "retries", "0");
    for (int i = 0; i < 30; i++) {
      assertThat(answer(generator)).singleElement().asString().startsWith("upstream_error 429 ");
    }
  }

  @Test
  void closesTheConnectionAtOnceWhenItIsCancelled() throws Exception {
    List<Reply> replies =
        List.of(
            wire -> wire.hang(), // before its head
            wire -> wire.write("HTTP/1.1 200 OK\r\nTransf").hang(),
            wire -> wire.head(200, CHUNKED).hang(),
            wire -> wire.head(200, CHUNKED).chunk("data: {\"choi").hang(),
            wire -> wire.head(200).write("{\"choices\":").hang(),
            wire -> wire.head(500, "Content-Length: 9").write("{").hang(),
            saysForEver("a"));
    for (var reply : replies) {
      var upstream = upstream(reply);
      var answer = new Asking(of(upstream), prompt("Hi"));
      var asked = upstream.asked();

      answer.thread.interrupt();

      assertThat(asked.isHungUp()).isTrue();
      assertThat(answer.thrown()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void usesAConnectionAgain() throws Exception {
    var upstream = upstream(says("Hi"));
    var generator = of(upstream);
    answer(generator);
    int first = upstream.asked().connection();

    int latest = first + 1;
    while (latest != first) { // its body may end a little later than its answer
      answer(generator);
      latest = upstream.asked().connection();
    }
  }

  /// As servers do that have no `keep-alive` and don't say so, or say so too late.
  @Test
  void takesNoConnectionThatItsUpstreamHasClosedForAFailure() throws Exception {
    var upstream =
        upstream(wire -> {
          says("Hi").play(wire);
          wire.close();
        });
    var generator = of(upstream, "retries", "0");

    for (int i = 0; i < 30; i++) assertThat(answer(generator)).containsExactly("Hi", "stop 3+1");
    for (int i = 0; i < 30; i++) upstream.asked();
    assertThat(upstream.asks()).isZero();
  }

  /// While it is asked already, which no look at a connection can tell.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksAgainAtOnceWhereAConnectionDiesThatHasServedBefore(boolean reset) throws Exception {
    var served = ConcurrentHashMap.newKeySet();
    var deaths = new AtomicInteger();
    var upstream =
        upstream(wire -> {
          if (served.add(wire.request().connection())) {
            says("Hi").play(wire);
          } else {
            deaths.incrementAndGet();
            if (reset) wire.reset();
            else wire.close();
          }
        });
    var generator = of(upstream, "retries", "0");

    for (int i = 0; i < 30; i++) assertThat(answer(generator)).containsExactly("Hi", "stop 3+1");
    while (deaths.get() == 0) { // the body of an answer may end a little later than it does
      assertThat(answer(generator)).containsExactly("Hi", "stop 3+1");
    }
  }

  @Test
  void takesAFreshConnectionThatDiesForAFailure() throws Exception {
    var upstream = upstream(wire -> wire.close());

    assertThat(answer(of(upstream, "retries", "0")))
        .singleElement()
        .asString()
        .startsWith("upstream_unreachable ");
    upstream.asked();
    assertThat(upstream.asks()).isZero();
  }

  /// However many callers have left before, of whom none has left one behind.
  @Test
  void hasAConnectionForEveryAnswer() throws Exception {
    var upstream = upstream(saysForEver("a"));
    var models = models("base-url", upstream.baseUrl());
    var generator = models.find("m").orElseThrow();
    var client = models.upstreams().getFirst().client();
    var answers = new ArrayList<Asking>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100; i++) answers.add(new Asking(generator, prompt("Hi")));
      for (int i = 0; i < 100; i++) upstream.asked();
      assertThat(client.leased()).isEqualTo(100);
      for (var answer : answers) answer.thread.interrupt();
      for (var answer : answers)
        assertThat(answer.thrown()).isInstanceOf(InterruptedException.class);
      answers.clear();
      assertThat(client.leased()).isZero();
    }
  }

  @Test
  void keepsNoConnectionHoweverAnAnswerEnds() throws Exception {
    for (var reply :
        List.of(
            saysForEver("a"), // and nobody takes it
            events(Variant.NOTHING_BUT_A_FINISH.bytes(), 1_000),
            events("data: {\"error\":\"no\"}\n\n"),
            events("<html>"),
            body(400, "{}"),
            body(307, ""))) {
      var models = models("base-url", upstream(reply).baseUrl(), "retries", "0");
      Output full =
          _ -> {
            throw new IllegalStateException("full");
          };
      try {
        var _ = models.find("m").orElseThrow().generate(prompt("Hi"), full);
      } catch (IllegalStateException | GenerationFailed _) {
        // as it should
      }

      var client = models.upstreams().getFirst().client();
      // its body may end a little later
      while (client.leased() > 0 && !Thread.interrupted()) Thread.onSpinWait();
    }
  }

  /// In the middle of a stream, or with a body that doesn't end, for which it waits two seconds.
  @Test
  @Timeout(30)
  void hangsUpAfterAnError() throws Exception {
    var token = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    for (var reply :
        List.<Reply>of(
            wire ->
                wire.head(200, CHUNKED)
                    .chunk(token + "data: {\"error\":{\"message\":\"no\"}}\n\n")
                    .hang(),
            wire -> wire.head(200, CHUNKED).chunk(token + "data: {{\n\n").hang(),
            wire -> wire.head(200, CHUNKED).chunk("<html>").hang(),
            wire -> wire.head(500, "Content-Length: 9").write("{").hang(),
            wire -> wire.head(500, CHUNKED).chunk("busy").hang(),
            wire -> wire.head(307, "Content-Length: 9").hang())) {
      var upstream = upstream(reply);

      assertThat(answer(of(upstream, "retries", "0"))).last().asString().startsWith("upstream_");
      assertThat(upstream.asked().isHungUp()).isTrue();
    }
  }

  @Test
  void waitsForNothingThatComesAfterTheEnd() throws Exception {
    var upstream =
        upstream(
            wire -> wire.head(200, CHUNKED).chunk(new String(Variant.PLAIN.bytes(), UTF_8)).hang());
    var generator = of(upstream);

    assertThat(answer(generator)).isEqualTo(Variant.PLAIN.said());
    var asked = upstream.asked();
    asked.hungUp().await(); // and lets it go
  }

  @Test
  @Timeout(20)
  void waitsNotForEverForUsage() throws Exception {
    var upstream =
        upstream(wire ->
            wire.head(200, CHUNKED)
                .chunk(new String(Variant.NO_USAGE.bytes(), UTF_8).replace("data: [DONE]\n\n", ""))
                .hang());

    assertThat(answer(of(upstream))).isEqualTo(Variant.NO_USAGE.said());
  }

  /// Whether it would go there with a key or without one.
  @ParameterizedTest
  @CsvSource({"307, model", "307, api-key", "307, headers.api-key", "302, headers.api-key"})
  void followsNoRedirect(int status, String setting) throws Exception {
    var elsewhere = upstream(says("Hi"));
    var upstream =
        upstream(body(status, "", "Location: " + elsewhere.baseUrl() + "/chat/completions"));

    assertThat(answer(of(upstream, setting, "sk-1")))
        .containsExactly("upstream_invalid 502 the upstream sent status " + status);
    assertThat(elsewhere.asks()).isZero();
  }

  /// Its message is cut, of whatever it is made, and so are the few words that clients look at.
  @Test
  void tellsNoMoreOfAnErrorThanAnybodyReads() throws Exception {
    var much = "🦆為".repeat(800);
    var body =
        "{\"error\":{\"message\":\"%1$s\",\"type\":\"%1$s\",\"param\":\"%1$s\",\"code\":\"%1$s\",\"innererror\":\"%1$s\"}}"
            .formatted(much);
    for (var reply : List.of(body(400, body), body(400, much), events("data: " + body + "\n\n"))) {
      var failure = failure(of(upstream(reply), "retries", "0"));

      assertThat(failure.message()).hasSize(1_000).endsWith("為…");
      assertThat(failure.detail().length()).isLessThan(2_000);
      assertThat(ErrorObject.of(failure).message()).isEqualTo(failure.message());
      assertThat(failure.toString())
          .isEqualTo(new String(failure.toString().getBytes(UTF_8), UTF_8));
    }
  }

  @Test
  void readsOnlySoMuchOfAnError() throws Exception {
    var upstream = upstream(wire -> wire.head(400, CHUNKED).chunk("no ".repeat(50_000)).hang());

    assertThat(failure(of(upstream)).message()).startsWith("no no ").endsWith("…");
    assertThat(upstream.asked().isHungUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong key: sk-se/cr=et",
        "wrong key: sk-se\\/cr\\u003det",
        "wrong header: Bearer sk-se/cr=et",
        "wrong header: Basic c2stc2U6Y3I="
      })
  void keepsItsKeyToItself(String said) throws Exception {
    for (int before : List.of(0, 970, 980, 990)) {
      var much = "x".repeat(before) + said;
      var echo =
          "{\"error\":{\"message\":\"%1$s\",\"type\":\"%2$s\",\"param\":\"%2$s\",\"code\":\"%2$s\"}}"
              .formatted(much, "x".repeat(before / 5) + said);
      for (var reply :
          List.of(
              body(401, echo),
              body(400, echo),
              events("data: " + echo + "\n\n"),
              events("event: error\ndata: " + echo + "\n\n"))) {
        var generator =
            of(
                upstream(reply),
                "api-key",
                "sk-se/cr=et",
                "headers.X-Proxy",
                "Basic c2stc2U6Y3I=",
                "retries",
                "0");

        assertThat(failure(generator).toString()).doesNotContain("sk-se/", "sk-se\\/", "c2stc2");
      }
    }
  }

  @Test
  void keepsAKeyInItsAddressToItself() throws Exception {
    for (var said : List.of("sk-se/cr=et", "sk-se%2Fcr%3Det")) {
      var upstream = upstream(body(400, "{\"error\":\"wrong key: " + said + "\"}"));
      var generator = open("base-url", upstream.baseUrl() + "?v=1&key=sk-se%2Fcr%3Det");

      assertThat(failure(generator).message()).isEqualTo("wrong key: …");
      assertThat(upstream.asked().line()).contains("?v=1&key=sk-se%2Fcr%3Det ");
    }
    var endpoint = new Endpoint(URI.create("http://a/v1?key=sk-secret"), Map.of());
    assertThat(endpoint.toString()).isEqualTo("http://a/v1");
  }

  /// Whether by its status or within a stream: that is nobody's business but the operator's.
  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, ''",
    "402, x, ''",
    "403, permission_error, ''",
    "400, invalid_request_error, invalid_api_key",
    "400, invalid_request_error, billing_hard_limit_reached",
    "429, insufficient_quota, insufficient_quota"
  })
  void tellsNobodyWhyItsKeyIsRefused(int status, String type, String code) throws Exception {
    var error =
        "{\"error\":{\"message\":\"sk-…7 of org-1 has no money\",\"type\":\"%s\",\"code\":%s}}"
            .formatted(type, code.isEmpty() ? Integer.toString(status) : "\"" + code + "\"");
    for (var reply : List.of(body(status, error), events("data: " + error + "\n\n"))) {
      var failure = failure(of(upstream(reply), "retries", "0"));

      assertThat(failure).isEqualTo(UpstreamFailures.REFUSED);
      assertThat(answer(of(upstream(reply), upstream(says("Hi")))))
          .containsExactly("Hi", "stop 3+1");
    }
  }

  @Test
  void tellsNothingOfAnErrorWhoseStatusIsNotPassedOn() throws Exception {
    var reply = body(418, "{\"error\":{\"message\":\"org-1 is a teapot\",\"code\":\"org-1\"}}");

    var failure = failure(of(upstream(reply), "retries", "0"));

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.message()).isEqualTo("the upstream answers with status 418");
    assertThat(failure.detail()).isEmpty();
  }

  @Test
  void readsWhatAnErrorSaysThatIsNoJson() throws Exception {
    for (var said :
        Map.of(
                "no way",
                "no way",
                "<html>",
                "the upstream answers with status 400",
                "",
                "the upstream answers with status 400")
            .entrySet()) {
      var failure = failure(of(upstream(body(400, said.getKey()))));

      assertThat(failure.message()).isEqualTo(said.getValue());
      assertThat(failure.detail()).isEmpty();
    }
  }

  private ScriptedUpstream upstream(Reply... replies) {
    var upstream = new ScriptedUpstream(replies);
    opened.add(upstream);
    return upstream;
  }

  private Generator of(ScriptedUpstream upstream, String... settings) {
    var all = new ArrayList<>(List.of("base-url", upstream.baseUrl(), "retry-pause", "1ms"));
    Collections.addAll(all, settings);
    return open(all.toArray(String[]::new));
  }

  private Generator of(ScriptedUpstream first, ScriptedUpstream second) {
    return of(List.of(first, second));
  }

  /// With these settings for each.
  private Generator of(List<ScriptedUpstream> upstreams, String... settings) {
    var all = new ArrayList<String>();
    for (int i = 0; i < upstreams.size(); i++) {
      var prefix = "upstreams.u" + i + ".";
      Collections.addAll(all, prefix + "base-url", upstreams.get(i).baseUrl());
      Collections.addAll(all, prefix + "retry-pause", "1ms");
      for (int k = 0; k < settings.length; k += 2) {
        Collections.addAll(all, prefix + settings[k], settings[k + 1]);
      }
    }
    return open(all.toArray(String[]::new));
  }

  private Generator open(String... settings) {
    return models(settings).find("m").orElseThrow();
  }

  /// The one model `m`.
  private UpstreamModels models(String... settings) {
    var models = (UpstreamModels) new OpenAiProvider().open("m", GivenSettings.of(settings));
    opened.add(models);
    return models;
  }

  private static int closedPort() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  private List<String> answer(Generator generator) throws Exception {
    return answer(generator, prompt("Hi"));
  }

  /// What it said, as [Variant#shown] has it, and its end.
  private static List<String> answer(Generator generator, Prompt prompt) throws Exception {
    var said = new ArrayList<String>();
    try {
      var finished = generator.generate(prompt, piece -> said.add(Variant.shown(piece)));
      said.add(Variant.shown(finished));
    } catch (GenerationFailed e) {
      said.add(Variant.shown(new Failed(e.failure(), new Usage(0, 0, true))));
    }
    return said;
  }

  private Failure failure(Generator generator) {
    return catchThrowableOfType(
            GenerationFailed.class, () -> generator.generate(prompt("Hi"), _ -> {}))
        .failure();
  }

  /// An answer that somebody waits for on a thread of its own.
  private static final class Asking {
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    private final Thread thread;

    Asking(Generator generator, Prompt prompt) {
      this(generator, prompt, _ -> {});
    }

    Asking(Generator generator, Prompt prompt, Output output) {
      this.thread = Thread.startVirtualThread(() -> ask(generator, prompt, output));
    }

    private void ask(Generator generator, Prompt prompt, Output output) {
      try {
        generator.generate(prompt, output);
        thrown.completeExceptionally(new AssertionError("it finished"));
      } catch (Throwable e) {
        thrown.complete(e);
      }
    }

    Throwable thrown() {
      return thrown.join();
    }
  }
}
