package dev.spate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams that are as fast as they can be, all at once, as their clients see them.
@Timeout(170)
class UnpacedStreamsTest {
  private static final int STREAMS = 50;
  private static final int TOKENS = 20_000;
  private static final String PROMPT =
      "{\"model\":\"script/long\",\"prompt\":\"Go\",\"simulate\":{\"firstPieceMs\":1000,"
          + "\"tokensPerSecond\":0}}";

  private final AtomicIntegerArray received = new AtomicIntegerArray(STREAMS);
  private final CyclicBarrier allAsk = new CyclicBarrier(STREAMS);
  private final CompletableFuture<int[]> whenFirstIsDone = new CompletableFuture<>();

  /// On two cores, all but two would starve behind those that never block. The clients' threads are
  /// the system's, which shares out its time.
  @Test
  void comeForwardTogether() throws Exception {
    try (var gateway = GatewayProcess.start(GatewayProcess.command("-Dserver.port=0"));
        var threads = Executors.newFixedThreadPool(STREAMS)) {
      int port = gateway.port();
      var readers =
          IntStream.range(0, STREAMS)
              .mapToObj(reader -> threads.submit(() -> read(port, reader)))
              .toList();

      var counts = whenFirstIsDone.get();
      for (var reader : readers) assertThat(reader.get()).isEqualTo(TOKENS);
      assertThat(counts).hasSize(STREAMS);
      assertThat(IntStream.of(counts).min().orElseThrow()).isGreaterThanOrEqualTo(TOKENS / 2);
    }
  }

  /// How many tokens came before the end.
  private int read(int port, int reader) throws Exception {
    try (var socket = asked(port);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      for (var line = lines.readLine();
          !line.startsWith("event: finished");
          line = lines.readLine()) {
        if (line.startsWith("data: {\"text\"")) received.incrementAndGet(reader);
      }
      whenFirstIsDone.complete(IntStream.range(0, STREAMS).map(received::get).toArray());
      return received.get(reader);
    }
  }

  private Socket asked(int port) throws Exception {
    allAsk.await();
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      socket.setSoTimeout(60_000);
      var head =
          "POST /v1/streams HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + PROMPT.length()
              + "\r\n\r\n";
      socket.getOutputStream().write((head + PROMPT).getBytes(US_ASCII));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
