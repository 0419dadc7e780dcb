package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams that are as fast as they can be, all at once.
@Timeout(120)
class UnpacedStreamsTest {
  private static final int STREAMS = 50;
  private static final int TOKENS = 20_000;

  /// On two cores, all but two would starve behind those that never block.
  @Test
  void comeForwardTogether() throws Exception {
    var prompt =
        "{\"model\":\"script/long\",\"prompt\":\"Go\",\"simulate\":{\"firstPieceMs\":1000,"
            + "\"tokensPerSecond\":0}}";
    var firstIsDone = new CountDownLatch(1);
    try (var gateway = TestGateway.start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var streams = new ArrayList<String>();
      var readers = new ArrayList<Future<String>>();
      for (int i = 0; i < STREAMS; i++) {
        var reader =
            RawExchange.post(
                gateway.port(), "/v1/streams", prompt, "Content-Type: application/json");
        streams.add(reader.header("Spate-Stream"));
        readers.add(
            threads.submit(() -> {
              var text = reader.body().text();
              firstIsDone.countDown();
              return text;
            }));
      }

      firstIsDone.await();
      var positions = positions(gateway);

      assertThat(positions).hasSize(STREAMS).allMatch(position -> position >= TOKENS / 2);
      for (int i = 0; i < STREAMS; i++) {
        assertThat(readers.get(i).get())
            .contains("id: " + streams.get(i) + "-" + (TOKENS + 2) + "\nevent: finished\n");
      }
    }
  }

  private static List<Long> positions(TestGateway gateway) throws Exception {
    try (var list = RawExchange.get(gateway.port(), "/v1/streams")) {
      return list.body()
          .text()
          .lines()
          .flatMap(json -> Pattern.compile("\"position\":(\\d+)").matcher(json).results())
          .map(match -> Long.parseLong(match.group(1)))
          .toList();
    }
  }
}
