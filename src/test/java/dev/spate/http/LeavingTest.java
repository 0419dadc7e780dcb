package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who leaves, who cancels, and what the stream makes of it. The generators here are silent after
/// their first piece, so no write can notice anything.
@Tag("also-without-the-pump")
@Timeout(60)
class LeavingTest {
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private final TestGateway gateway =
      TestGateway.start(Map.of("silent", silent(), "deaf", deaf()), "stream.lifetime", "500ms");

  @AfterEach
  void stop() {
    never.countDown();
    gateway.close();
  }

  @Test
  void noticesWithinASecondThatAClientWasKilled() throws Exception {
    var client = start("silent");
    assertThat(snapshot(client)).contains("\"readers\":1");

    client.kill();

    assertThat(secondsUntilNobodyReads(client)).isLessThan(1);
  }

  @Test
  void noticesWithinASecondThatAClientHungUp() throws Exception {
    var client = start("silent");

    client.close();

    assertThat(secondsUntilNobodyReads(client)).isLessThan(1);
  }

  @Test
  void noticesThatAClientHungUpAfterItSentMore() throws Exception {
    var client = start("silent");
    client.socket().getOutputStream().write("GET /events HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    assertThat(snapshot(client)).contains("\"readers\":1");

    client.close();

    assertThat(secondsUntilNobodyReads(client)).isLessThan(1);
  }

  @Test
  void takesClosingHalfOfTheConnectionForLeaving() throws Exception {
    var client = start("silent");

    client.socket().shutdownOutput();

    assertThat(secondsUntilNobodyReads(client)).isLessThan(1);
    assertThat(client.body().whole()).isFalse();
  }

  @Test
  void cancelsWhatNobodyReadsAnyMore() throws Exception {
    var client = start("silent");

    client.kill();
    interrupted.await();

    assertThat(snapshot(client)).contains("\"state\":\"finished\"", "\"reason\":\"cancelled\"");
  }

  @Test
  void goesOnForTheOtherReadersWhenOneLeaves() throws Exception {
    var first = start("silent");
    var second = follow(first);
    second.await("a");

    first.kill();
    assertThat(interrupted.await(1, SECONDS)).isFalse(); // twice as long as nobody may read
    assertThat(snapshot(first)).contains("\"state\":\"live\"", "\"readers\":1");
  }

  @Test
  void endsForAllItsReadersWhenCancelled() throws Exception {
    var readers = new ArrayList<RawExchange>();
    readers.add(start("silent"));
    for (int i = 0; i < 9; i++) readers.add(follow(readers.getFirst()));

    assertThat(cancel(readers.getFirst())).contains("\"reason\":\"cancelled\"");

    for (var reader : readers) assertEndsCancelled(reader);
    interrupted.await();
    assertThat(cancel(readers.getFirst())).contains("\"reason\":\"cancelled\""); // once more
  }

  @Test
  void endsForItsReadersThoughItsGeneratorIgnoresInterrupts() throws Exception {
    var client = start("deaf");

    cancel(client);

    assertEndsCancelled(client);
  }

  @Test
  void endsForItsReadersWhenDeleted() throws Exception {
    var client = start("silent");

    try (var deleted =
        new RawExchange(gateway.port(), "DELETE " + path(client) + " HTTP/1.1\n\n")) {
      assertThat(deleted.status()).isEqualTo(204);
    }

    assertEndsCancelled(client);
    interrupted.await();
    try (var gone = follow(client)) {
      assertThat(gone.status()).isEqualTo(410);
    }
  }

  private static void assertEndsCancelled(RawExchange reader) throws IOException {
    var body = reader.body();
    assertThat(body.whole()).isTrue();
    assertThat(body.text())
        .endsWith(
            "event: finished\n"
                + "data: {\"reason\":\"cancelled\","
                + "\"usage\":{\"inputTokens\":0,\"outputTokens\":1,\"estimated\":true}}\n\n");
  }

  private Generator silent() {
    return (_, output) -> {
      output.write(new Text("a"));
      try {
        never.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return new Finished(STOP, new Usage(0, 1, false));
    };
  }

  private Generator deaf() {
    return (_, output) -> {
      output.write(new Text("a"));
      while (never.getCount() > 0) {
        try {
          never.await();
        } catch (InterruptedException _) {
          // goes on
        }
      }
      return new Finished(STOP, new Usage(0, 1, false));
    };
  }

  /// Its first reader, who has had the first piece.
  private RawExchange start(String model) throws IOException {
    var body = "{\"model\":\"" + model + "\",\"prompt\":\"Hi\"}";
    var client =
        RawExchange.post(gateway.port(), "/v1/streams", body, "Content-Type: application/json");
    client.await("\"text\"");
    return client;
  }

  private RawExchange follow(RawExchange client) throws IOException {
    return RawExchange.get(gateway.port(), path(client));
  }

  private String snapshot(RawExchange client) throws IOException {
    try (var got = RawExchange.get(gateway.port(), path(client), "Accept: application/json")) {
      return got.body().text();
    }
  }

  private String cancel(RawExchange client) throws IOException {
    try (var cancelled = RawExchange.post(gateway.port(), path(client) + "/cancel", "")) {
      return cancelled.body().text();
    }
  }

  private double secondsUntilNobodyReads(RawExchange client) throws IOException {
    long start = System.nanoTime();
    while (!snapshot(client).contains("\"readers\":0")) Thread.onSpinWait();
    return (System.nanoTime() - start) / 1e9;
  }

  private static String path(RawExchange client) {
    return "/v1/streams/" + client.header("Spate-Stream");
  }
}
