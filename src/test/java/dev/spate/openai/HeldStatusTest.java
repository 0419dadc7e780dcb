package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.http.RawExchange;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent.Extra;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The status, which is the truth as long as nothing was said.
@Tag("also-without-the-pump")
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class HeldStatusTest {
  private static final String UPSTREAMS_OWN =
      """
      {"error":{"message":"Slow down.","type":"tokens","param":null,"code":"rate_limit_exceeded"}}\
      """;

  private final CountDownLatch extraSaid = new CountDownLatch(1);
  private final Semaphore go = new Semaphore(0);
  private final TestGateway gateway =
      TestGateway.start(generators(), "server.commit-delay", "30s", "stream.first-piece", "20s");
  private final TestGateway hasty =
      TestGateway.start(
          Map.of("late", failing(new CountDownLatch(1), failure(502, true))),
          "server.commit-delay",
          "20ms",
          "server.heartbeat",
          "20ms");

  @AfterAll
  void stop() {
    gateway.close();
    hasty.close();
  }

  private Map<String, Generator> generators() {
    var generators = new LinkedHashMap<>(Answers.all());
    generators.put("limited", Answers.failing(failure(429, true, 7, UPSTREAMS_OWN)));
    generators.put("limited-long", Answers.failing(failure(429, true, 3_600, "")));
    generators.put("refused", Answers.failing(failure(400, false), new Extra("{\"chunk\":{}}")));
    generators.put("html", Answers.failing(failure(502, true, 0, "<html>")));
    generators.put("late", failing(extraSaid, failure(503, true)));
    return generators;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTheFailuresThatCameBeforeAnythingWasSaid(boolean stream) throws IOException {
    try (var failed = post(gateway, "limited", stream)) {
      assertThat(failed.status()).isEqualTo(429);
      assertThat(failed.header("Content-Type")).isEqualTo("application/json");
      assertThat(failed.header("Content-Length")).isNotEmpty();
      assertThat(failed.header("Retry-After")).isEqualTo("7");
      assertThat(failed.header("x-should-retry")).isEmpty();
      assertThat(failed.header("X-Request-Id")).isNotEmpty();
      assertThat(failed.header("Spate-Stream")).isNotEmpty();
      assertThat(failed.body().text()).isEqualTo(UPSTREAMS_OWN);

      var id = failed.header("Spate-Stream");
      for (var query : new String[] {"", "?stream=true"}) {
        try (var again = RawExchange.get(gateway.port(), "/v1/chat/completions/" + id + query)) {
          assertThat(again.status()).isEqualTo(429);
          assertThat(again.body().text()).isEqualTo(UPSTREAMS_OWN);
        }
      }
    }
  }

  @Test
  void asksNobodyToWaitForLongerThanClientsDo() throws IOException {
    try (var failed = post(gateway, "limited-long", true)) {
      assertThat(failed.header("Retry-After")).isEqualTo("60");
      assertThat(failed.header("x-should-retry")).isEqualTo("false");
    }
  }

  @Test
  void asksNobodyToRetryWhatFailsAgain() throws IOException {
    try (var failed = post(gateway, "refused", true)) {
      assertThat(failed.status()).isEqualTo(400);
      assertThat(failed.header("x-should-retry")).isEqualTo("false");
      assertThat(failed.body().text())
          .isEqualTo(
              """
              {"error":{"message":"m","type":"invalid_request_error","param":null,"code":"c"}}\
              """);
    }
  }

  @Test
  void tellsNothingOfABackendThatToldNoError() throws IOException {
    try (var failed = post(gateway, "html", true)) {
      assertThat(failed.status()).isEqualTo(502);
      assertThat(failed.body().text())
          .isEqualTo(
              "{\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":\"c\"}}");
    }
  }

  @Test
  void isHeldWhileOnlyExtrasCome() throws Exception {
    var body = body("late", true);
    try (var held =
        RawExchange.unanswered(
            gateway.port(),
            "POST /v1/chat/completions HTTP/1.1\nContent-Length: " + body.length(),
            body)) {
      extraSaid.await();
      assertThat(held.socket().getInputStream().available()).isZero();
      go.release();
      held.readHead();

      assertThat(held.status()).isEqualTo(503);
    }
  }

  @Test
  void isThatOfAFailureOnlyIfTheCompletionIsNotStreamed() throws IOException {
    try (var whole = post(gateway, "breaking", false)) {
      assertThat(whole.status()).isEqualTo(502);
      assertThat(whole.body().text()).contains("\"code\":\"upstream_truncated\"");
    }
    try (var chunks = post(gateway, "breaking", true)) {
      assertThat(chunks.status()).isEqualTo(200);
      assertThat(chunks.body().text()).contains("event: error").doesNotContain("[DONE]");
    }
  }

  @Test
  void isNotHeldForGood() throws Exception {
    try (var begun = post(hasty, "late", true)) {
      assertThat(begun.status()).isEqualTo(200);
      begun.await("\"role\":\"assistant\"");
      begun.await("\"delta\":{},\"logprobs\":null,\"finish_reason\":null}]}\n\n"); // kept alive
      go.release();

      assertThat(begun.body().text())
          .endsWith(
              "event: error\ndata: {\"error\":{\"message\":\"m\",\"type\":\"server_error\","
                  + "\"param\":null,\"code\":\"c\"}}\n\n");
    }
  }

  private Generator failing(CountDownLatch said, Failure failure) {
    return (_, output) -> {
      output.write(new Extra("{\"chunk\":{\"service_tier\":\"default\"}}"));
      said.countDown();
      go.acquire();
      throw new GenerationFailed(failure);
    };
  }

  private static Failure failure(int status, boolean retryable) {
    return new Failure("c", "m", status, retryable, Optional.empty(), "");
  }

  private static Failure failure(int status, boolean retryable, int seconds, String detail) {
    var wait = seconds == 0 ? Optional.<Duration>empty() : Optional.of(Duration.ofSeconds(seconds));
    return new Failure("c", "m", status, retryable, wait, detail);
  }

  private static String body(String model, boolean stream) {
    return "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"
        .formatted(model, stream);
  }

  private static RawExchange post(TestGateway gateway, String model, boolean stream)
      throws IOException {
    return RawExchange.post(gateway.port(), "/v1/chat/completions", body(model, stream));
  }
}
