package dev.spate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.wire.SseReader;
import dev.spate.wire.SseReader.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What many streams at once cost, and that none of them loses anything.
@Timeout(170)
class ManyStreamsTest {
  private static final int STREAMS = 2_000;
  private static final int TICKS = 21; // one at once, and then one in each of 20 seconds
  private static final String START = "/v1/streams";
  private static final String TICK = "\\{\"text\":\"It is \\d\\d:\\d\\d:\\d\\d\\.\\\\n\"}";
  private static final String CLOCK = "{\"model\":\"clock\",\"prompt\":\"What time is it?\"}";

  private final CountDownLatch ticking = new CountDownLatch(STREAMS);
  private final CountDownLatch measured = new CountDownLatch(1);

  @Test
  void twoThousandClocksTickForTwentySecondsWithoutAGap() throws Exception {
    var room = "-Dserver.max-connections=" + 2 * STREAMS; // it says so if that needs a higher limit
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var gateway = GatewayProcess.start(GatewayProcess.command("-Dserver.port=0", room))) {
      var reader = new Reader(client, URI.create("http://localhost:" + gateway.port()));
      reader.post(START, "{\"prompt\":\"Load your classes.\"}").body().close();
      var before = Memory.of(gateway.handle());

      var readers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < STREAMS; i++) readers.add(threads.submit(reader));
      ticking.await();
      System.out.println(Memory.of(gateway.handle()).eachSince(before, STREAMS));
      measured.countDown();

      for (var each : readers) assertThat(each.get()).isGreaterThanOrEqualTo(TICKS);
    }
  }

  /// Reads a clock of its own, and cancels it in the end. Says how often it ticked.
  private final class Reader implements Callable<Integer> {
    private final HttpClient client;
    private final URI gateway;

    Reader(HttpClient client, URI gateway) {
      this.client = client;
      this.gateway = gateway;
    }

    @Override
    public Integer call() throws Exception {
      var reply = post(START, CLOCK);
      var id = reply.headers().firstValue("Spate-Stream").orElseThrow();
      try (var lines = reply.body()) {
        return follow(id, lines.iterator());
      }
    }

    private int follow(String id, Iterator<String> lines) throws Exception {
      int ticks = 0;
      try {
        assertThat(next(lines)).returns(id + "-1", Event::id).returns("started", Event::type);
        while (ticks < TICKS) tick(id, ++ticks, next(lines));
      } finally {
        ticking.countDown();
      }
      measured.await();
      post(START + "/" + id + "/cancel", "").body().close();
      var event = next(lines);
      for (; event.type().equals("message"); event = next(lines)) tick(id, ++ticks, event);
      assertThat(event.id()).isEqualTo(id + "-" + (ticks + 2));
      assertThat(event.data()).contains("\"reason\":\"cancelled\"");
      assertThat(lines.hasNext()).isFalse();
      return ticks;
    }

    private static void tick(String id, int number, Event event) {
      assertThat(event.id()).isEqualTo(id + "-" + (number + 1));
      assertThat(event.data()).matches(TICK);
    }

    private static Event next(Iterator<String> lines) {
      var event = new StringBuilder();
      for (var line = lines.next(); !line.isEmpty(); line = lines.next()) {
        event.append(line).append('\n');
      }
      return SseReader.events(event.append('\n').toString()).getFirst();
    }

    HttpResponse<Stream<String>> post(String path, String json)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(gateway.resolve(path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json))
              .build();
      return client.send(request, BodyHandlers.ofLines());
    }
  }
}
